import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFromLocalExchange } from './hosts.ts';

describe('the local exchange', () => {
  const server = createServer((request, response) => response.end(request.url));
  let address = '';
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    address = `127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`;
  });
  afterAll(() => server.close());

  it('gets what was meant for Alpaca, with the host as the first part of the path', async () => {
    const answer = await fetchFromLocalExchange(address)(
      'https://paper-api.alpaca.markets/v2/orders?status=open',
    );
    expect(await answer.text()).toBe('/paper-api.alpaca.markets/v2/orders?status=open');
  });

  it('gets nothing else', async () => {
    await expect(fetchFromLocalExchange(address)('https://example.com/v2/account')).rejects.toThrow(
      'example.com',
    );
  });

  it.each(['example.com:443', '10.0.0.1:8090', '127.0.0.1', '127.0.0.1:8090/x', '127.0.0.1@evil.example:1'])(
    'cannot be at %s',
    elsewhere => {
      expect(() => fetchFromLocalExchange(elsewhere)).toThrow('on this machine');
    },
  );
});
