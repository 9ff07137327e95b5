import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

const ROOT = '/v1/projects/demo-fuzz/databases/(default)/documents';
const METHODS = [
  'GetDocument',
  'BatchGetDocuments',
  'Commit',
  'BatchWrite',
  'RunQuery',
  'Listen',
  'Write',
  'Nonsense',
];

let server: RunningFirestore;
let base: string;
let session: ClientHttp2Session;

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  base = `http://${server.host}:${server.port}`;
  const kept = await fetch(`${base}${ROOT}/kept/document`, {
    method: 'PATCH',
    body: JSON.stringify({ fields: { n: { integerValue: '7' } } }),
  });
  expect(kept.status).toBe(200);
  session = connectHttp2(base);
});

afterAll(async () => {
  session.destroy();
  await server.close();
});

/** Whatever was thrown at it, the server still serves what was stored before. */
async function expectIntact(): Promise<void> {
  const response = await fetch(`${base}${ROOT}/kept/document`);
  expect(await response.json()).toMatchObject({ fields: { n: { integerValue: '7' } } });
}

/** Sends raw bytes on a connection of their own and waits until the server has closed or answered. */
function throwBytes(bytes: Uint8Array): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(server.port, server.host, () => socket.end(bytes));
    socket.on('data', () => undefined);
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
  });
}

/** Calls a method with raw request bytes. @returns the gRPC status, or the HTTP status if there is none */
function callGrpc(method: string, body: Uint8Array): Promise<string> {
  return new Promise(resolve => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `/google.firestore.v1.Firestore/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let status = '';
    stream.on('response', headers => {
      status = String(headers['grpc-status'] ?? '');
    });
    stream.on('trailers', trailers => {
      status = String(trailers['grpc-status'] ?? status);
    });
    stream.on('data', () => undefined);
    stream.on('error', () => resolve(status || 'reset'));
    stream.on('close', () => resolve(status || 'closed'));
    stream.end(body);
  });
}

function grpcFrame(message: Uint8Array, claimedLength = message.length): Uint8Array {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(claimedLength, 1);
  return Buffer.concat([header, message]);
}

describe('malformed input', () => {
  it('as raw bytes on the port', async () => {
    const start = fc.constantFrom(
      '',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'PRI * HTTP/2',
      'GET / HTTP/1.1\r\n',
      'POST /v1 HTTP/1.1\r\nContent-Length: 5\r\n\r\n',
    );
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), async (head, tail) => {
        await throwBytes(Buffer.concat([Buffer.from(head), tail]));
      }),
      { numRuns: 60 },
    );
    await expectIntact();
  });

  it('as gRPC messages: every answer to a whole one is an error status', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...METHODS),
        fc.uint8Array({ minLength: 1, maxLength: 120 }),
        fc.integer({ min: -3, max: 3 }),
        async (method, message, error) => {
          const status = await callGrpc(method, grpcFrame(message, Math.max(0, message.length + error)));
          // Less than a message on a stream is no message: that stream just ends.
          if (error <= 0) expect(status).not.toBe('0');
        },
      ),
      { numRuns: 150 },
    );
    await expectIntact();
  });

  it.each([
    ['a field that claims more bytes than there are', Buffer.from([0x0a, 0x7f, 0x61])],
    ['an unfinished varint', Buffer.from([0xff, 0xff, 0xff])],
    ['a wrong wire type', Buffer.from([0x0b, 0x0b, 0x0b])],
  ])('as protobuf with %s is INVALID_ARGUMENT', async (_, message) => {
    expect(await callGrpc('Commit', grpcFrame(message))).toBe('3');
  });

  it('as REST bodies and names', async () => {
    const path = fc.oneof(
      fc.constantFrom(
        '/a/b',
        ':commit',
        ':runQuery',
        ':batchGet',
        ':batchWrite',
        '/a',
        ':runAggregationQuery',
      ),
      fc.string({ maxLength: 20 }).map(text => `/${encodeURIComponent(text.toWellFormed())}/${'%41'}`),
    );
    const body = fc.oneof(
      fc.json(),
      fc.string({ maxLength: 50 }),
      fc.constantFrom(
        '[',
        '{"writes":[{"update":{"name":null,"fields":7}}]}',
        '{"documents":7}',
        '{"structuredQuery":{"where":{"compositeFilter":{}}}}',
        '{"fields":{"a":null}}',
      ),
      fc.integer({ min: 1, max: 20_000 }).map(depth => '{"fields":{"a":{"mapValue":'.repeat(depth)),
      fc
        .constantFrom(5000, 50_000)
        .map(depth => `{"structuredQuery":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'PATCH', 'DELETE', 'GET', 'PUT'),
        path,
        body,
        async (method, suffix, text) => {
          const response = await fetch(`${base}${ROOT}${suffix}`, {
            method,
            ...(method === 'GET' ? {} : { body: text }),
          });
          await response.arrayBuffer();
          expect([200, 400, 403, 404, 409, 501]).toContain(response.status);
        },
      ),
      { numRuns: 200 },
    );
    await expectIntact();
  });

  it('as channel forms', async () => {
    const url = `${base}/google.firestore.v1.Firestore/Listen/channel?VER=8&RID=1`;
    const body = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        'count=1&ofs=0&req0___data__={"database"',
        'count=1&ofs=x&req0___data__={}',
        'count=1&ofs=0&req0___data__=null',
        'count=1&ofs=0&req0___data__={"database":"projects/p/databases/d"}',
        'count=1&ofs=0&req0___data__={"database":"projects/p/databases/d","addTarget":{"targetId":1}}',
        'count=1&ofs=0&req0___data__={"database":7}',
        'headers=%0D%0A:&count=99999999999',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.constantFrom('', '&SID=nope', '&SID=', '&TYPE=terminate'),
        async (text, extra) => {
          const response = await fetch(url + extra, { method: 'POST', body: text });
          await response.arrayBuffer();
          expect([200, 400]).toContain(response.status);
        },
      ),
      { numRuns: 100 },
    );
    await expectIntact();
  });

  it('as one oversized document leaves nothing of its batch', async () => {
    const name = (id: string) => `${ROOT.slice('/v1/'.length)}/batch/${id}`;
    const big = { stringValue: 'x'.repeat(1_048_577) };
    const response = await fetch(`${base}${ROOT}:commit`, {
      method: 'POST',
      body: JSON.stringify({
        writes: [
          { update: { name: name('small'), fields: {} } },
          { update: { name: name('big'), fields: { big } } },
        ],
      }),
    });
    expect(response.status).toBe(400);
    expect((await fetch(`${base}${ROOT}/batch/small`)).status).toBe(404);
  });
});
