import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningExchange, startExchange } from '../../local/alpaca/server.ts';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';
import { type RunningSecretManager, startSecretManager } from '../../local/secret-manager/server.ts';
import { type RunningVertex, startVertex } from '../../local/vertex/server.ts';

/**
 * Which pages and names the local servers answer: none but their own. A page of another site cannot read what is
 * stored, nor clear it, whatever name it has made to lead to this machine.
 */

const DASHBOARD = 'http://127.0.0.1:5173';
const DOCUMENT = '/v1/projects/demo-callers/databases/(default)/documents/c/kept';

let firestore: RunningFirestore;
let exchange: RunningExchange;
let vertex: RunningVertex;
let secrets: RunningSecretManager;

beforeAll(async () => {
  firestore = await startFirestore({ port: 0, origins: [DASHBOARD] });
  exchange = await startExchange({ port: 0, origins: [DASHBOARD] });
  vertex = await startVertex({ port: 0 });
  secrets = await startSecretManager({ port: 0 });
  await send('firestore', 'PATCH', DOCUMENT, {}, '{"fields":{"n":{"integerValue":"7"}}}');
});

afterAll(async () => {
  for (const server of [firestore, exchange, vertex, secrets]) await server.close();
});

type Server = 'firestore' | 'exchange' | 'vertex';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** A request with headers that fetch would not send. */
function send(server: Server, method: string, path: string, headers: object, body = ''): Promise<Answer> {
  const { port } = { firestore, exchange, vertex }[server];
  const options = { host: '127.0.0.1', port, method, path, headers: { ...headers }, agent: false };
  return new Promise((resolve, reject) => {
    const receive = async (response: IncomingMessage): Promise<void> => {
      let text = '';
      for await (const chunk of response) text += String(chunk);
      resolve({ status: response.statusCode, headers: response.headers, text });
    };
    const sent =
      server === 'vertex'
        ? secure({ ...options, ca: vertex.certificate, servername: 'localhost' }, receive)
        : plain(options, receive);
    sent.on('error', reject);
    sent.end(body);
  });
}

const REQUESTS: readonly (readonly [what: string, server: Server, method: string, path: string])[] = [
  ['a document', 'firestore', 'GET', DOCUMENT],
  ['a deletion', 'firestore', 'DELETE', DOCUMENT],
  [
    'the clearing of a database',
    'firestore',
    'DELETE',
    '/emulator/v1/projects/demo-callers/databases/(default)/documents',
  ],
  ['a reset', 'firestore', 'POST', '/reset'],
  ['the end of the program', 'firestore', 'POST', '/shutdown'],
  ['new rules', 'firestore', 'PUT', '/emulator/v1/projects/demo-callers:securityRules'],
  ['an export', 'firestore', 'POST', '/emulator/v1/projects/demo-callers:export'],
  ['a channel', 'firestore', 'POST', '/google.firestore.v1.Firestore/Listen/channel?VER=8&RID=1'],
  ['a preflight', 'firestore', 'OPTIONS', DOCUMENT],
  ['the root', 'firestore', 'GET', '/'],
  ['an account', 'exchange', 'GET', '/v2/account'],
  ['a new account', 'exchange', 'POST', '/control/accounts'],
  ['the clock', 'exchange', 'GET', '/control/clock'],
  ['the questions', 'vertex', 'GET', '/control/questions'],
  ['the behaviour', 'vertex', 'PUT', '/control/behaviour'],
];

describe.each(REQUESTS)('%s (%s)', (_, server, method, path) => {
  it.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', '192.168.0.7'])(
    'is refused to who calls the server %s',
    async host => {
      const { status, headers, text } = await send(server, method, path, { host, origin: `http://${host}` });
      expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining('is called localhost') });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:5174'])(
    'is refused to pages of %s',
    async origin => {
      const { status, headers, text } = await send(server, method, path, { origin });
      expect({ status, text }).toEqual({
        status: 403,
        text: expect.stringContaining('may not call this server'),
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );
});

it('nothing of what was refused has happened', async () => {
  const { status, text } = await send('firestore', 'GET', DOCUMENT, {});
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ fields: { n: { integerValue: '7' } } });
});

describe('the dashboard', () => {
  it.each(['localhost', '127.0.0.1', '[::1]'])('may call Firestore %s', async name => {
    const host = `${name}:${firestore.port}`;
    const { status, headers } = await send('firestore', 'GET', DOCUMENT, { host, origin: DASHBOARD });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'access-control-allow-origin': DASHBOARD, vary: 'Origin' });
  });

  it('is told before that it may', async () => {
    const { status, headers } = await send('firestore', 'OPTIONS', DOCUMENT, {
      origin: DASHBOARD,
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization',
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': DASHBOARD,
      'access-control-allow-headers': 'authorization',
    });
  });
});

it('programs, which name no page, are answered', async () => {
  for (const [server, path] of [
    ['firestore', DOCUMENT],
    ['exchange', '/control/clock'],
    ['vertex', '/control/questions'],
  ] as const) {
    expect(await send(server, 'GET', path, {})).toMatchObject({ status: 200 });
  }
});

it('Secret Manager speaks gRPC alone: what a page can send is no request', async () => {
  const answer = await new Promise<string>(resolve => {
    const socket = connect(secrets.port, '127.0.0.1', () => {
      socket.write('POST /google.cloud.secretmanager.v1.SecretManagerService/ListSecrets HTTP/1.1\r\n');
      socket.write('Host: 127.0.0.1\r\nContent-Type: application/grpc\r\nContent-Length: 0\r\n\r\n');
    });
    let text = '';
    socket.on('data', chunk => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
  expect(answer).not.toContain('HTTP/1.1 2');
  expect(answer).not.toMatch(/grpc-status: 0/i);
});
