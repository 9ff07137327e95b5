import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AccountClient, TestExchange } from '../test-support/alpaca/exchange.ts';

/** Room for some orders, and not for many. */
const MAX_PAGES = 24;
const MOST = 500;

let dataFolder: string;
let exchange: TestExchange | undefined;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'exchange-disk-'));
});
afterEach(async () => {
  await exchange?.close();
  exchange = undefined;
  rmSync(dataFolder, { recursive: true });
});

const order = (index: number) => ({
  symbol: 'AAPL',
  qty: '1',
  side: 'buy',
  type: 'limit',
  limit_price: '1',
  time_in_force: 'gtc',
  client_order_id: `order-${index}-${'x'.repeat(80)}`,
});

const listIds = async (account: AccountClient) =>
  (await account.trading<{ id: string }[]>('GET', '/v2/orders?status=all&limit=500')).body.map(
    ({ id }) => id,
  );

test('an order that was answered with 500 does not exist, here or after a restart; the disk is named', async () => {
  exchange = await TestExchange.start({ dataFolder, maxPages: MAX_PAGES });
  const account = await exchange.open('PKFULLDISK');
  const accepted: string[] = [];
  let refused = 0;
  for (let index = 0; index < MOST && refused < 3; index++) {
    const { status, body } = await account.trading<{ id: string }>('POST', '/v2/orders', order(index));
    if (status === 200) accepted.push(body.id);
    else refused += status === 500 ? 1 : Number.NaN;
  }
  expect(refused).toBe(3);
  expect(accepted.length).toBeGreaterThan(3);
  expect((await listIds(account)).sort()).toEqual(accepted.toSorted());
  expect(exchange.lines.at(-1)).toMatch(
    /^a request failed: there is no room left to write .*exchange\.sqlite: make room on its disk$/,
  );
  // What a refused order has not spent is still there, and what makes no room needed works.
  const { body } = await account.trading('GET', '/v2/account');
  expect(Number(body.buying_power)).toBeGreaterThan(0);
  await exchange.close();

  exchange = await TestExchange.start({ dataFolder });
  const again = await exchange.open('PKFULLDISK');
  expect((await listIds(again)).sort()).toEqual(accepted.toSorted());
  expect(await again.trading('POST', '/v2/orders', order(MOST))).toMatchObject({ status: 200 });
});

test.each([
  ['another program’s', (file: string) => writeFileSync(file, 'no database '.repeat(200)), /is damaged, or/],
  ['emptied', (file: string) => truncateSync(file, 0), /is empty, though it was in use/],
])('a file that is %s is named with the way out', async (_how, harm, sentence) => {
  exchange = await TestExchange.start({ dataFolder });
  await exchange.open('PKBEFORE');
  await exchange.close();
  exchange = undefined;
  harm(join(dataFolder, 'exchange.sqlite'));
  const starting = TestExchange.start({ dataFolder });
  await expect(starting).rejects.toThrow(sentence);
  await expect(starting).rejects.toThrow(/exchange\.sqlite.*--fresh/);
});
