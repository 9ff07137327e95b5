import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBusy, openSqlite, transaction } from './sqlite-file.ts';
import { StorageError } from './storage-problem.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sqlite-file-'));
  path = join(directory, 'things.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true }));

const open = (more = '') =>
  openSqlite({
    directory,
    file: 'things.sqlite',
    pragmas: `PRAGMA journal_mode = WAL; ${more}`,
    schema: 'CREATE TABLE things (name TEXT, bytes BLOB)',
    timeout: 0,
  });
const names = (database: DatabaseSync) =>
  database
    .prepare('SELECT name FROM things ORDER BY name')
    .all()
    .map(row => row.name);
const put = (database: DatabaseSync, name: string, bytes = 1) =>
  transaction(database, path, () =>
    database.prepare('INSERT INTO things VALUES (?, zeroblob(?))').run(name, bytes),
  );

test('what was put is there when it is opened again', () => {
  const first = open();
  put(first, 'a');
  first.close();
  const again = open();
  expect(names(again)).toEqual(['a']);
  again.close();
});

test('a full disk says so, keeps what was there, and takes what fits', () => {
  const database = open('PRAGMA max_page_count = 8;');
  put(database, 'a');
  const full = new StorageError(`there is no room left to write ${path}: make room on its disk`);
  expect(() => put(database, 'huge', 100_000)).toThrow(full);
  expect(() => put(database, 'huge', 100_000)).toThrow(full);
  put(database, 'b');
  expect(names(database)).toEqual(['a', 'b']);
  database.close();
});

test('work that fails leaves nothing, and its own error', () => {
  const database = open();
  const work = () => {
    database.exec("INSERT INTO things VALUES ('half', x'')");
    throw new TypeError('mine');
  };
  expect(() => transaction(database, path, work)).toThrow(new TypeError('mine'));
  expect(names(database)).toEqual([]);
  database.close();
});

const FRESH = /things\.sqlite.*--fresh/;
test.each([
  ['cut to nothing', () => truncateSync(path), /is empty, though it was in use/],
  ['deleted', () => rmSync(path), /is empty, though it was in use/],
  [
    'without its tables',
    () => {
      const database = new DatabaseSync(path);
      database.exec('DROP TABLE things');
      database.close();
    },
    /is empty, though it was in use/,
  ],
  ['of another program', () => writeFileSync(path, 'a letter, and no database '.repeat(50)), FRESH],
  ['damaged', () => writeFileSync(path, Buffer.alloc(64, 'x'), { flag: 'r+' }), FRESH],
])('a file %s is named with the way out, and left as it is', (_how, harm, sentence) => {
  open().close();
  harm();
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  expect(open).toThrow(StorageError);
  expect(open).toThrow(sentence);
  expect(open).toThrow(FRESH);
  const left = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  expect(left === size || size === 0).toBe(true);
});

test('a folder in the place of the file is named', () => {
  mkdirSync(path);
  expect(open).toThrow(`${path} cannot be opened: something else is in its place`);
});

test('a file that another process has locked is told apart', () => {
  const holder = open('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
  let caught: unknown;
  try {
    open();
  } catch (error) {
    caught = error;
  }
  expect(isBusy(caught)).toBe(true);
  holder.close();
});
