import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type RunningFunctions, startFunctions } from '../../../local/functions/server.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BUNDLE = fileURLToPath(new URL('fixture-functions.js', import.meta.url));
export const PROJECT = 'demo-served';

/** A folder as it is deployed, with a bundle that shows how it is served, and the server in front of it. */
export class FixtureServer {
  readonly source: string;
  /** What a person was told. */
  readonly told: string[] = [];
  #running: RunningFunctions | undefined;

  private constructor(source: string) {
    this.source = source;
  }

  static async make(): Promise<FixtureServer> {
    const source = await mkdtemp(join(tmpdir(), 'functions-server-'));
    await mkdir(join(source, 'lib'));
    await writeFile(join(source, 'package.json'), JSON.stringify({ type: 'module', main: 'lib/index.js' }));
    await symlink(join(ROOT, 'node_modules'), join(source, 'node_modules'));
    const server = new FixtureServer(source);
    await server.build('one');
    return server;
  }

  /** Writes the bundle anew, as one of a version, or as what a test makes of it. */
  async build(version: string, change: (text: string) => string = text => text): Promise<void> {
    const text = (await readFile(BUNDLE, 'utf8')).replaceAll('VERSION', version);
    const file = join(this.source, 'lib', 'index.js');
    await writeFile(`${file}.new`, change(text));
    await rename(`${file}.new`, file);
  }

  async start(env: Record<string, string> = {}, tasks?: string): Promise<void> {
    this.#running = await startFunctions({
      port: 0,
      project: PROJECT,
      source: this.source,
      env: { ...process.env, ...env },
      tell: sentence => this.told.push(sentence),
      onGone: error => this.told.push(`gone: ${error.message}`),
      ...(tasks === undefined ? {} : { tasks }),
    });
  }

  url(name: string): string {
    return `http://127.0.0.1:${this.#running?.port}/${PROJECT}/us-central1/${name}`;
  }

  /** What the function that looks around sees of a request. */
  async look(init: RequestInit = {}, path = 'look'): Promise<Record<string, unknown>> {
    const answer = await fetch(this.url(path), init);
    return (await answer.json()) as Record<string, unknown>;
  }

  async call(name: string, data: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(this.url(name), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ data }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  async close(): Promise<void> {
    await this.#running?.close();
    await rm(this.source, { recursive: true, force: true });
  }
}

/** Asks until the answer is the wanted one. The test's own timeout is the limit. */
export async function until<Value>(
  ask: () => Value | Promise<Value>,
  isWanted: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (isWanted(value)) return value;
    await delay(20);
  }
}
