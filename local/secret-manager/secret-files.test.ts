import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SecretRecord } from './records.ts';
import { secretFilesIn } from './secret-files.ts';

let parent: string;
let directory: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'secret-files-'));
  directory = join(parent, 'secrets');
});
afterEach(() => rmSync(parent, { recursive: true }));

function secret(name: string, payload: string): SecretRecord {
  return {
    name,
    createTime: '2026-03-01T12:00:00.000Z',
    etag: '"1"',
    replication: { kind: 'automatic' },
    labels: {},
    annotations: {},
    versionAliases: {},
    versions: [
      {
        number: 1,
        state: 'ENABLED',
        createTime: '2026-03-01T12:00:00.000Z',
        etag: '"2"',
        payload,
        crc32c: 0,
        clientSpecifiedChecksum: false,
      },
    ],
  };
}

const contents = () =>
  readdirSync(directory)
    .map(file => readFileSync(join(directory, file), 'utf8'))
    .join('\n');

test('what was saved is loaded again, by its owner alone', () => {
  const files = secretFilesIn(directory);
  files.save(secret('projects/p/secrets/a', 'b25l'));
  files.save(secret('projects/p/secrets/A', 'dHdv'));
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(directory)) expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
  expect(
    new Map(
      secretFilesIn(directory)
        .load()
        .map(({ name, versions }) => [name, versions[0]?.payload]),
    ),
  ).toEqual(
    new Map([
      ['projects/p/secrets/a', 'b25l'],
      ['projects/p/secrets/A', 'dHdv'],
    ]),
  );
});

test('a payload that is replaced or removed is nowhere in the directory', () => {
  const files = secretFilesIn(directory);
  files.save(secret('projects/p/secrets/a', 'Y2FuYXJ5'));
  files.save(secret('projects/p/secrets/a', 'bmV3'));
  expect(contents()).not.toContain('Y2FuYXJ5');
  files.remove('projects/p/secrets/a');
  expect(readdirSync(directory)).toEqual([]);
});

test('the leftover of an interrupted write is dropped, and the secret it would have replaced stays', () => {
  const files = secretFilesIn(directory);
  files.save(secret('projects/p/secrets/a', 'b25l'));
  const [file = ''] = readdirSync(directory).filter(entry => entry.endsWith('.json'));
  writeFileSync(join(directory, `${file}.tmp`), '{"name":"projects/p/sec');
  expect(secretFilesIn(directory).load()).toEqual([secret('projects/p/secrets/a', 'b25l')]);
  expect(readdirSync(directory).filter(entry => entry !== 'in-use')).toEqual([file]);
});

test.each([
  [
    'is cut to nothing',
    (file: string) => writeFileSync(file, ''),
    /\.json is damaged, or another program's: .*--fresh/,
  ],
  ['has gone', (file: string) => rmSync(file), /is empty, though it held secrets: .*--fresh/],
])('a secret that %s is told of', (_how, harm, sentence) => {
  secretFilesIn(directory).save(secret('projects/p/secrets/a', 'b25l'));
  const [name = ''] = readdirSync(directory).filter(entry => entry.endsWith('.json'));
  harm(join(directory, name));
  expect(() => secretFilesIn(directory).load()).toThrow(sentence);
});

test('secrets that were all taken away are none', () => {
  const files = secretFilesIn(directory);
  files.save(secret('projects/p/secrets/a', 'b25l'));
  files.remove('projects/p/secrets/a');
  expect(secretFilesIn(directory).load()).toEqual([]);
});

test('a secret that cannot be written is told of, and leaves nothing of itself', () => {
  const files = secretFilesIn(directory);
  files.save(secret('projects/p/secrets/a', 'b25l'));
  const [name = ''] = readdirSync(directory).filter(entry => entry.endsWith('.json'));
  rmSync(join(directory, name));
  mkdirSync(join(directory, name));
  expect(() => files.save(secret('projects/p/secrets/a', 'dHdv'))).toThrow(
    /\.json cannot be opened: something else/,
  );
  expect(readdirSync(directory).filter(entry => entry.endsWith('.tmp'))).toEqual([]);
});
