import { spawn } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { freePorts } from './free-ports.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What Cloud Run starts, in the version that functions/package.json deploys. */
const FRAMEWORK = createRequire(`${ROOT}functions/package.json`)
  .resolve('@google-cloud/functions-framework')
  .replace(/index\.js$/, 'main.js');

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface HttpQuestion {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Sent in pieces, without a content-length. */
  readonly chunked?: boolean;
}

/** One function of the built bundle, served by functions-framework in a process of its own. */
export interface ServedFunction {
  readonly origin: string;
  /** Everything that the process printed so far. */
  output(): string;
  isAlive(): boolean;
  readonly ended: Promise<void>;
  send(question: HttpQuestion): Promise<HttpAnswer>;
  /** A call as the client library makes it. */
  call(data: unknown, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

export interface Serving {
  /** The folder with the package.json of the functions; the built bundle's by default. */
  readonly source?: string;
  readonly heapMegabytes?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export async function serveFunction(target: string, serving: Serving = {}): Promise<ServedFunction> {
  const { source = `${ROOT}functions`, heapMegabytes = 256, env = {} } = serving;
  const [port = 0] = await freePorts(1);
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMegabytes}`, FRAMEWORK, '--target', target, '--source', source],
    {
      env: { PATH: process.env.PATH, PORT: String(port), LOG_EXECUTION_ID: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let alive = true;
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Serving function...')) resolve();
    });
  }
  const ended = new Promise<void>(resolve => {
    child.once('close', () => {
      alive = false;
      reject(new Error(`${target} was not served:\n${output}`));
      resolve();
    });
  });
  await ready;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    output: () => output,
    isAlive: () => alive,
    ended,
    send: question => send(origin, question),
    call: (data, headers) =>
      send(origin, {
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ data }),
      }),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Sends exactly this, and reads an answer that comes before everything was sent. */
export function send(origin: string, question: HttpQuestion): Promise<HttpAnswer> {
  const { method = 'POST', path = '/', headers = {}, body = '', chunked = false } = question;
  return new Promise((resolve, reject) => {
    const length = chunked
      ? { 'transfer-encoding': 'chunked' }
      : { 'content-length': Buffer.byteLength(body) };
    const request = httpRequest(origin, { method, path, headers: { ...length, ...headers }, agent: false });
    request.on('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        });
        request.destroy();
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
