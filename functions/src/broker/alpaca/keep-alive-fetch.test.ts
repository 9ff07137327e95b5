import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { BrokerError } from '../broker-error.ts';
import { alpacaBroker } from './alpaca-broker.ts';
import { keepAliveFetch } from './keep-alive-fetch.ts';

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** A server on this machine, with the sockets that were opened to it. */
async function serving(listener: RequestListener): Promise<{ url: string; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer(listener);
  server.on('connection', socket => sockets.push(socket));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  running.push(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

const ok = (_: IncomingMessage, response: ServerResponse): void =>
  void response.setHeader('X-Request-Id', 'r1').end('{"n":1}');

describe('an answer', () => {
  it('has its status, its headers and its body, and the request its headers', async () => {
    const seen: unknown[] = [];
    const { url } = await serving((request, response) => {
      seen.push(request.method, request.url, request.headers['apca-api-key-id']);
      ok(request, response);
    });
    const answer = await keepAliveFetch()(`${url}/v2/account?a=1`, { headers: { 'APCA-API-KEY-ID': 'PK' } });
    expect(seen).toEqual(['GET', '/v2/account?a=1', 'PK']);
    expect([
      answer.status,
      answer.ok,
      answer.headers.get('x-request-id'),
      answer.headers.get('none'),
    ]).toEqual([200, true, 'r1', null]);
    expect(await answer.json()).toEqual({ n: 1 });
    expect(await answer.text()).toBe('{"n":1}');
  });

  it('that is a refusal can be copied, as the SDK does', async () => {
    const { url } = await serving(
      (_, response) => void response.writeHead(429, { 'Retry-After': '30' }).end('no'),
    );
    const answer = await keepAliveFetch()(url);
    expect([answer.status, answer.ok, answer.headers.get('retry-after')]).toEqual([429, false, '30']);
    expect(await answer.clone().text()).toBe('no');
  });

  it('that points elsewhere is not followed: the keys stay', async () => {
    const elsewhere: string[] = [];
    const other = await serving((request, response) => {
      elsewhere.push(request.url ?? '');
      ok(request, response);
    });
    const { url } = await serving(
      (_, response) => void response.writeHead(302, { Location: other.url }).end(),
    );
    expect((await keepAliveFetch()(url)).status).toBe(302);
    expect(elsewhere).toEqual([]);
  });

  it('that is too large is given up, and the broker’s to blame', async () => {
    const { url, sockets } = await serving((_, response) => void response.end('x'.repeat(2_000)));
    const send = keepAliveFetch(1_999);
    await expect(send(url)).rejects.toThrow(new BrokerError('broker_response_invalid'));
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
    expect((await keepAliveFetch(2_000)(url)).status).toBe(200);
  });
});

describe('a connection', () => {
  it('is kept for the next request', async () => {
    const { url, sockets } = await serving(ok);
    const send = keepAliveFetch();
    for (let n = 0; n < 3; n += 1) await send(url);
    expect(sockets).toHaveLength(1);
  });

  it('that was closed while idle costs nothing but another', async () => {
    let requests = 0;
    const { url, sockets } = await serving((request, response) => {
      requests += 1;
      // Closed at the next request, before that is read: it was on its way already.
      if (requests === 2) request.socket.resetAndDestroy();
      else ok(request, response);
    });
    const send = keepAliveFetch();
    await send(url);
    expect((await send(url)).status).toBe(200);
    expect([requests, sockets.length]).toEqual([3, 2]);
  });

  it('that breaks at its first request is an error', async () => {
    const { url } = await serving(request => void request.socket.resetAndDestroy());
    await expect(keepAliveFetch()(url)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('that breaks within an answer is an error', async () => {
    const { url } = await serving((_, response) => {
      response.writeHead(200, { 'Content-Length': '10' });
      response.write('half', () => response.destroy());
    });
    await expect(keepAliveFetch()(url)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('whoever gives up', () => {
  it('before, sends nothing', async () => {
    const { url, sockets } = await serving(ok);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(keepAliveFetch()(url, { signal })).rejects.toThrow('enough');
    expect(sockets).toEqual([]);
  });

  it.each([
    ['for an answer', () => undefined],
    ['for the rest of an answer', (response: ServerResponse) => void response.write('{')],
  ])('while waiting %s ends the connection', async (_, begin) => {
    const controller = new AbortController();
    const { url, sockets } = await serving((_request, response) => {
      begin(response);
      setImmediate(() => controller.abort(new DOMException('enough', 'TimeoutError')));
    });
    await expect(keepAliveFetch()(url, { signal: controller.signal })).rejects.toThrow('enough');
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });
});

describe('through the SDK', () => {
  const access = {
    environment: 'paper',
    credentials: { kind: 'apiKey', keyId: 'PK', secretKey: 'secret' },
    signal: new AbortController().signal,
  } as const;
  const brokerAt = (url: string, maxBytes?: number) => {
    const send = keepAliveFetch(maxBytes);
    const fetchApi: typeof fetch = (_, init) => send(url, init);
    return alpacaBroker({ timeoutMs: 5_000, feed: 'iex', fetchApi });
  };

  it('answers are read', async () => {
    const { url } = await serving((_, response) => void response.end('[]'));
    expect(await brokerAt(url).positions(access)).toEqual([]);
  });

  it.each([
    [{ status: 401, body: '' }, 'credentials_rejected'],
    [{ status: 429, body: '{"message":"slow down"}' }, 'broker_rate_limited'],
    [{ status: 500, body: '<html>' }, 'broker_unavailable'],
    [{ status: 302, body: '' }, 'broker_response_invalid'],
    [{ status: 200, body: 'x'.repeat(200) }, 'broker_response_invalid'],
  ])('%j is told as %s', async ({ status, body }, code) => {
    const { url } = await serving((_, response) => void response.writeHead(status).end(body));
    await expect(brokerAt(url, 100).account(access)).rejects.toMatchObject({ code });
  });
});
