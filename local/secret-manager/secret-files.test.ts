import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  const [file = ''] = readdirSync(directory);
  writeFileSync(join(directory, `${file}.tmp`), '{"name":"projects/p/sec');
  expect(secretFilesIn(directory).load()).toEqual([secret('projects/p/secrets/a', 'b25l')]);
  expect(readdirSync(directory)).toEqual([file]);
});
