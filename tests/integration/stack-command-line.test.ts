import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockData } from '../../local/stack/data-lock.ts';
import { portFlags, runStackProcess } from '../support/stack/stack-process.ts';

let parent: string;
let data: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'stack-command-line-'));
  data = join(parent, 'state');
});
afterEach(() => rmSync(parent, { recursive: true }));

test('a busy port is named with its part and its flag, and nothing is started', async () => {
  const { flags, port } = await portFlags();
  const occupant = createServer().listen(port('secret-manager'), '127.0.0.1');
  await once(occupant, 'listening');
  try {
    const stack = runStackProcess(['--data', data, ...flags]);
    expect(await stack.ended).toBe(2);
    const lines = stack.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`Port ${port('secret-manager')} is in use`);
    expect(lines[0]).toContain('Secret Manager');
    expect(lines[0]).toContain('--port-secret-manager');
    expect(existsSync(data)).toBe(false);
  } finally {
    occupant.close();
  }
});

test('a data directory that another stack uses is named, and nothing in it is touched', async () => {
  mkdirSync(join(data, 'firestore'), { recursive: true });
  writeFileSync(join(data, 'firestore', 'precious'), '');
  const lock = lockData(data);
  try {
    const { flags } = await portFlags();
    const stack = runStackProcess(['--fresh', '--data', data, ...flags]);
    expect(await stack.ended).toBe(2);
    expect(stack.output()).toContain(`${data} is in use by another stack`);
    expect(stack.output()).toContain('--data');
    expect(existsSync(join(data, 'firestore', 'precious'))).toBe(true);
  } finally {
    lock.release();
  }
});

test.each([
  [
    'a file in the place of its folder',
    () => writeFileSync(data, ''),
    /state.* cannot be opened: something else/,
  ],
  [
    'another program’s lock',
    () => {
      mkdirSync(data);
      writeFileSync(join(data, 'stack.lock'), 'no database '.repeat(200));
    },
    /stack\.lock is damaged, or another program's: .*--fresh/,
  ],
  [
    'a file in the place of a part’s folder',
    () => {
      mkdirSync(data);
      writeFileSync(join(data, 'logs'), '');
    },
    /logs cannot be opened: something else is in its place/,
  ],
  [
    'a certificate that cannot be replaced',
    () => mkdirSync(join(data, 'vertex', 'vertex-cert.pem'), { recursive: true }),
    /vertex-cert\.pem cannot be opened: something else is in its place/,
  ],
])('a data directory with %s is told of in a sentence', async (_what, harm, sentence) => {
  harm();
  const { flags } = await portFlags();
  const stack = runStackProcess(['--data', data, ...flags]);
  expect(await stack.ended).toBe(2);
  expect(stack.output()).toMatch(sentence);
  expect(stack.output().trim().split('\n')).toHaveLength(1);
});

test('an unknown flag is named, and nothing is started', async () => {
  const stack = runStackProcess(['--data', data, '--frsh']);
  expect(await stack.ended).toBe(2);
  expect(stack.output()).toContain('--frsh');
  expect(existsSync(data)).toBe(false);
});

test('--help explains the flags', async () => {
  const stack = runStackProcess(['--help']);
  expect(await stack.ended).toBe(0);
  expect(stack.output()).toContain('--pulse-every');
});
