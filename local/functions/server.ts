import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { refusalOf } from '../callers/allowed-callers.ts';
import { watchBundle } from './bundle-watch.ts';
import type { DeployedFunction } from './deployed.ts';
import { forward, refuse } from './forward.ts';
import { openInstances } from './instances.ts';
import { readEnvFiles } from './parameters.ts';
import { keepQueues } from './queues.ts';
import { parseRoute } from './route.ts';

const HOST = '127.0.0.1';

export interface FunctionsOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly project: string;
  /** The folder that is deployed: its package.json names the bundle, and `.env` files stand beside it. */
  readonly source: string;
  /** `host:port` of the Tasks emulator, if there is one. */
  readonly tasks?: string;
  /** What the functions' process starts with. It goes over what `.env` files say. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hears, in a sentence, of what a person should know. */
  readonly tell: (sentence: string) => void;
  /** Hears when the functions ended and cannot be started again. */
  readonly onGone: (error: Error) => void;
}

export interface RunningFunctions {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the built bundle on loopback, under the addresses of the Functions emulator, the way production runs it:
 * functions-framework in a process of limited memory takes as many requests at once as come. A bundle that is built
 * anew takes over without a pause.
 *
 * @throws UnservableBundle when the bundle cannot be loaded
 */
export async function startFunctions(options: FunctionsOptions): Promise<RunningFunctions> {
  const { project, source, tell } = options;
  const bundle = await findBundle(source);
  const directory = await mkdtemp(join(tmpdir(), 'functions-'));
  const stop = new AbortController();
  let functions: readonly DeployedFunction[] = [];

  const instances = await openInstances({
    bundle,
    directory,
    env: await buildEnvironment(options),
    tell,
    onGone: options.onGone,
    onStarted: instance => {
      functions = instance.functions;
    },
  });
  const server = createServer((request, response) => {
    answer(request, response).catch(() => refuse(response, 503, 'The functions cannot be served.'));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Which pages may read its answers is for the function to say, as in production.
    const refusal = refusalOf({ host: request.headers.host }, { host: HOST });
    if (refusal !== undefined) return refuse(response, 403, refusal);
    await instances.use(async instance => {
      const route = parseRoute(request.url ?? '/', project, instance.functions);
      if ('refused' in route) return refuse(response, 404, route.refused);
      await forward(request, response, route, instance.socket);
    });
  }
  const port = await listen(server, options.port);
  const unwatch = watchBundle(bundle, () => {
    instances.replace().then(
      () => tell('the bundle was built anew, and is served from now on'),
      (error: Error) => tell(`${error.message}; what was served before is served on`),
    );
  });
  if (options.tasks !== undefined) {
    const urlOf = (name: string, region: string) => `http://${HOST}:${port}/${project}/${region}/${name}`;
    const setting = { tasks: options.tasks, project, urlOf, functions: () => functions, tell };
    void keepQueues(setting, stop.signal);
  }
  return {
    host: HOST,
    port,
    async close() {
      stop.abort();
      unwatch();
      server.closeAllConnections();
      await Promise.all([instances.stop(), new Promise(closed => server.close(closed))]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const manifest = z.object({ main: z.string() });

async function findBundle(source: string): Promise<string> {
  const { main } = manifest.parse(JSON.parse(await readFile(join(source, 'package.json'), 'utf8')));
  return resolve(source, main);
}

/** The environment of a deployed function, with the addresses of what stands in for Google's services. */
async function buildEnvironment({ project, source, env, tasks }: FunctionsOptions) {
  return {
    // There is a Vertex AI on this machine, so that signals come from it unless a developer says otherwise.
    ...(env.VERTEX_EMULATOR_HOST === undefined ? {} : { SIGNAL_MODEL: 'vertex' }),
    // The paper exchange replays one trading session after the other.
    ...(env.ALPACA_EMULATOR_HOST === undefined ? {} : { CLOSED_MARKET_MINUTES: '1' }),
    ...(await readEnvFiles(source, project)),
    ...env,
    GCLOUD_PROJECT: project,
    FIREBASE_CONFIG: JSON.stringify({ projectId: project }),
    FUNCTIONS_EMULATOR: 'true',
    FUNCTION_SIGNATURE_TYPE: 'http',
    K_SERVICE: 'all-functions',
    K_REVISION: '1',
    TZ: 'UTC',
    ...(tasks === undefined ? {} : { CLOUD_TASKS_EMULATOR_HOST: tasks }),
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((listening, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
