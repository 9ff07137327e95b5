import { mkdtempSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from './log-file.ts';

let directory: string;
const told: string[] = [];
const tell = (sentence: string) => told.push(sentence);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'log-file-'));
  told.length = 0;
});
afterEach(() => rmSync(directory, { recursive: true }));

const text = () => readFileSync(join(directory, 'part.log'), 'utf8');

test('it starts empty, for its owner alone', async () => {
  for (const line of ['old\n', 'new\n']) {
    const log = openLog(directory, 'part', { tell });
    log.end(line);
    await finished(log);
  }
  expect(text()).toBe('new\n');
  expect(statSync(join(directory, 'part.log')).mode & 0o777).toBe(0o600);
});

test('on a full disk it loses lines, says so once, and goes on when there is room', async () => {
  let isFull = false;
  const write = (file: number, chunk: Buffer) => {
    if (isFull) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return writeSync(file, chunk);
  };
  const log = openLog(directory, 'part', { tell, write });
  log.write('before\n');
  isFull = true;
  log.write('lost\n');
  log.write('lost too\n');
  isFull = false;
  log.write('after\n');
  isFull = true;
  log.end('lost again\n');
  await finished(log);
  expect(text()).toBe('before\n… 2 lines could not be written here …\nafter\n');
  const sentence = `lines of a log are lost: there is no room left to write ${join(directory, 'part.log')}: make room on its disk`;
  expect(told).toEqual([sentence, sentence]);
});
