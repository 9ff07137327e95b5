import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readCommandLine } from '../command-line/flags.ts';
import { ALPACA_PROGRAM } from '../command-line/server-flags.ts';
import { TestExchange } from '../test-support/alpaca/exchange.ts';
import { exchangeOptions } from './cli.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const parseCommandLine = (args: readonly string[]) =>
  exchangeOptions(readCommandLine(args, ALPACA_PROGRAM.flags).values);
const folders: string[] = [];
const children: ChildProcess[] = [];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'paper-exchange-'));
  folders.push(path);
  return path;
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

function start(args: readonly string[], ipc = false) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', ipc ? 'ipc' : 'ignore'],
  });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  const { promise: ready, resolve } = Promise.withResolvers<string>();
  child.stdout?.on('data', chunk => {
    output.stdout += chunk;
    const address = /listening on (\S+)\n/.exec(output.stdout)?.[1];
    if (address !== undefined) resolve(`http://${address}`);
  });
  child.stderr?.on('data', chunk => {
    output.stderr += chunk;
  });
  // 'close' waits for the output too, but does not come for a child whose channel the parent has closed.
  const exit = once(child, ipc ? 'exit' : 'close').then(([code]) => code as number | null);
  return { child, ready, exit, output };
}

const KEYS = { 'APCA-API-KEY-ID': 'KEPT', 'APCA-API-SECRET-KEY': 'kept-secret' };
const BUY = {
  symbol: 'AAPL',
  qty: '2',
  side: 'buy',
  type: 'market',
  time_in_force: 'day',
  client_order_id: 'kept',
};

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  return (await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })).status;
}

describe('the program', () => {
  it('says once that it is ready, and leaves on SIGTERM with 0', async () => {
    const { child, ready, exit, output } = start(['--port', '0']);
    const url = await ready;
    expect((await fetch(`${url}/control/clock`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output.stdout).toBe(`paper exchange listening on ${url.slice(7)}\n`);
    expect(output.stderr).toBe('');
  });

  it('leaves when its parent disconnects', async () => {
    const { child, ready, exit } = start(['--port', '0'], true);
    await ready;
    child.disconnect();
    expect(await exit).toBe(0);
  });

  it('names a busy port in one line, and leaves with 2', async () => {
    const other = await TestExchange.start();
    const { exit, output } = start(['--port', String(other.running.port)]);
    expect(await exit).toBe(2);
    expect(output.stderr).toMatch(
      new RegExp(`^paper exchange: port ${other.running.port} on 127\\.0\\.0\\.1 is in use.*\n$`),
    );
    await other.close();
  });

  it('keeps accounts, fills and the clock over kill -9', async () => {
    const data = folder();
    const first = start(['--port', '0', '--data', data, '--seed', '7']);
    const url = await first.ready;
    await post(`${url}/control/accounts`, { keyId: 'KEPT', secretKey: 'kept-secret', environment: 'paper' });
    await fetch(`${url}/control/clock`, {
      method: 'PUT',
      body: JSON.stringify({ marketTime: '2017-09-01T15:00:00Z', frozen: true }),
    });
    expect(await post(`${url}/v2/orders`, BUY, KEYS)).toBe(200);
    const read = async (base: string) =>
      Promise.all(
        ['/v2/account', '/v2/positions', '/v2/orders?status=all', '/v2/account/activities', '/v2/clock'].map(
          async path => (await fetch(base + path, { headers: KEYS })).json(),
        ),
      );
    const before = await read(url);
    first.child.kill('SIGKILL');
    await first.exit;
    const second = start(['--port', '0', '--data', data, '--seed', '7']);
    expect(await read(await second.ready)).toEqual(before);
    expect(await post(`${await second.ready}/v2/orders`, BUY, KEYS)).toBe(422);
  });
});

describe('the command line', () => {
  it('has defaults', () => {
    expect(parseCommandLine([])).toMatchObject({
      port: 8090,
      host: '127.0.0.1',
      speed: undefined,
      dataFolder: undefined,
    });
    const given = [
      '--port',
      '1',
      '--speed',
      '60',
      '--seed',
      '3',
      '--start',
      '2017-02-01',
      '--closed-hours',
      'keep',
      '--rate-limit',
      '1000',
      '--data',
      'd',
    ];
    expect(parseCommandLine(given)).toEqual({
      port: 1,
      host: '127.0.0.1',
      dataFolder: 'd',
      speed: 60,
      seed: 3,
      start: '2017-02-01',
      closedHours: 'keep',
      rateLimit: 1000,
    });
  });

  it.each([
    [['--port', 'http'], '--port http'],
    [['--port', '70000'], '--port 70000'],
    [['--speed', '0'], '--speed 0'],
    [['--seed', '1.5'], '--seed 1.5'],
    [['--start', 'soon'], '--start soon'],
    [['--closed-hours', 'maybe'], '--closed-hours maybe'],
    [['--rate-limit', 'many'], '--rate-limit many'],
    [['--unknown'], '--unknown'],
    [['stray'], 'stray'],
  ])('refuses %j and names it', (args, named) => {
    expect(() => parseCommandLine(args)).toThrow(named);
  });

  it('refuses a start outside the data', async () => {
    const { exit, output } = start(['--port', '0', '--start', '2030-01-01']);
    expect(await exit).toBe(2);
    expect(output.stderr).toContain('the data cover 2013-05-13 to 2018-05-11');
  });
});
