import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataInUseError, lockData } from './data-lock.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'data-lock-'));
});
afterEach(() => rmSync(data, { recursive: true }));

test('a directory is held by one at a time', () => {
  const first = lockData(data);
  expect(() => lockData(data)).toThrow(DataInUseError);
  first.release();
  lockData(data).release();
});

test('two directories have nothing to do with each other', () => {
  const first = lockData(join(data, 'a'));
  lockData(join(data, 'b')).release();
  first.release();
});

test('whoever is killed holds nothing any more', async () => {
  const script = `import(${JSON.stringify(new URL('data-lock.ts', import.meta.url).href)}).then(({ lockData }) => {
    globalThis.lock = lockData(${JSON.stringify(data)});
    console.log('held');
    setInterval(() => {}, 1_000);
  })`;
  const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  expect(() => lockData(data)).toThrow(DataInUseError);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockData(data).release();
});
