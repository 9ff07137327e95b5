import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type HostingConfig, headersFor, rewriteFor, widenPolicy } from './hosting-config.ts';
import { type StaticFile, StaticFiles } from './static-files.ts';

/** Where Hosting serves the project's web configuration. */
const WEB_CONFIG_PATH = '/__/firebase/init.json';
const POLICY = 'Content-Security-Policy';

export interface HostingOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** What is served: the dashboard's build. */
  readonly directory: string;
  readonly hosting: HostingConfig;
  /** What the app is told about its project; with `emulators`, those are added to the content security policy. */
  readonly webConfig: { readonly emulators?: Readonly<Record<string, string>> };
}

export interface RunningHosting {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** What Firebase Hosting does with firebase.json, on loopback: files, rewrites, headers and the web configuration. */
export async function startHosting(options: HostingOptions): Promise<RunningHosting> {
  const files = new StaticFiles(options.directory);
  const server = createServer((request, response) => {
    answer(request, response, files, options).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  const host = '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    host,
    port: address.port,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: StaticFiles,
  { hosting, webConfig }: HostingOptions,
): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname);
  if (path === WEB_CONFIG_PATH) {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(webConfig));
    return;
  }
  for (const [name, value] of Object.entries(headersFor(hosting, path))) {
    response.setHeader(name, name === POLICY ? widenPolicy(value, localSources(webConfig)) : value);
  }
  const file = (await files.find(path)) ?? (await files.find(rewriteFor(hosting, path) ?? path));
  if (file === undefined) {
    response.statusCode = 404;
    response.end('Not found');
    return;
  }
  send(file, request, response);
}

function send(
  { body, gzipped, type, etag }: StaticFile,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  response.setHeader('Content-Type', type);
  const compressed =
    gzipped && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? gzipped : undefined;
  if (compressed) response.setHeader('Content-Encoding', 'gzip');
  response.end(compressed ?? body);
}

function localSources({ emulators = {} }: HostingOptions['webConfig']): Record<string, string[]> {
  const origins = Object.values(emulators).map(address => `http://${address}`);
  return { 'connect-src': origins, 'frame-src': emulators.auth ? [`http://${emulators.auth}`] : [] };
}
