import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../test-support/firestore/manual-clock.ts';
import { deleteWrite, setWrite } from '../../test-support/firestore/writes.ts';
import { SqliteJournal } from './sqlite-journal.ts';
import { Store } from './store.ts';

const ID = { project: 'p', database: '(default)' };
const FILES = ['firestore.sqlite', 'firestore.sqlite-wal'];

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'firestore-journal-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function open(directory: string): Store {
  return new Store(new SqliteJournal(directory), manualClock().now);
}

function dump(store: Store): string {
  return JSON.stringify(
    [...store.database(ID).all()]
      .map(({ path, fields, createTime, updateTime }) => [
        path,
        String(fields.get('n')),
        createTime,
        updateTime,
      ])
      .sort(),
  );
}

it('belongs to one server at a time', () => {
  const first = open(root);
  expect(() => open(root)).toThrow(`${root} is in use by another Firestore server`);
  first.commit(first.database(ID), [setWrite('a/b', { n: 1n })]);
  first.close();
  open(root).close();
});

describe('a file that cannot be used', () => {
  it('refuses what a full disk cannot hold, keeps what was there, and goes on with what fits', () => {
    const store = new Store(new SqliteJournal(root, 16), manualClock().now);
    const database = store.database(ID);
    store.commit(database, [setWrite('a/b', { n: 1n })]);
    const before = dump(store);
    const large = setWrite('a/large', { text: 'x'.repeat(200_000) });
    for (let i = 0; i < 2; i++) {
      expect(() => store.commit(database, [setWrite('a/b', { n: 9n }), large])).toThrow(
        expect.objectContaining({
          status: 'RESOURCE_EXHAUSTED',
          message: expect.stringMatching(
            /^Nothing was written: there is no room left to write .*: make room/,
          ),
        }),
      );
      expect(dump(store)).toBe(before);
    }
    const [small, tooLarge] = store.commitEach(
      database,
      [setWrite('a/b', { n: 2n }), large],
      () => undefined,
    );
    expect(small).toMatchObject({ changes: [{ path: 'a/b' }] });
    expect(tooLarge).toMatchObject({ status: 'RESOURCE_EXHAUSTED' });
    expect(database.get('a/large')).toBeUndefined();
    const last = dump(store);
    store.close();
    const again = open(root);
    expect(dump(again)).toBe(last);
    again.close();
  });

  it('is named, with the way out, when it is another program’s, another version’s, or empty', () => {
    open(root).close();
    const file = join(root, 'firestore.sqlite');
    const other = new DatabaseSync(file);
    other.exec('PRAGMA user_version = 7');
    other.close();
    expect(() => open(root)).toThrow(/firestore\.sqlite was written by another program, .*--fresh/);
    truncateSync(file, 0);
    expect(() => open(root)).toThrow(/firestore\.sqlite is empty, though it was in use: .*--fresh/);
    writeFileSync(file, 'no database at all '.repeat(100));
    expect(() => open(root)).toThrow(/firestore\.sqlite is damaged, or another program's: .*--fresh/);
  });
});

describe('the journal', () => {
  it('brings everything back: values, times, several databases', () => {
    const store = open(root);
    const other = { project: 'p', database: 'other' };
    store.commit(store.database(ID), [setWrite('a/b', { n: 1n }), setWrite('a/c', { n: 2n })]);
    store.commit(store.database(ID), [setWrite('a/b', { n: 3n }), deleteWrite('a/c')]);
    store.commit(store.database(other), [setWrite('x/y', { n: 4n })]);
    const before = dump(store);
    store.close();
    const again = open(root);
    expect(dump(again)).toBe(before);
    expect(again.database(other).get('x/y')?.fields.get('n')).toBe(4n);
    again.commit(again.database(ID), [setWrite('a/c', { n: 5n }), deleteWrite('a/b')]);
    const last = dump(again);
    again.close();
    const third = open(root);
    expect(dump(third)).toBe(last);
    third.close();
  });

  it('hands out no time twice after a restart with a clock that went back', () => {
    const store = open(root);
    const { time } = store.commit(store.database(ID), [setWrite('a/b', { n: 1n })]);
    store.close();
    const again = new Store(new SqliteJournal(root), () => 1);
    expect(again.commit(again.database(ID), [setWrite('a/b', { n: 2n })]).time).toBeGreaterThan(time);
    again.close();
  });

  it('holds a prefix of the commits, none halved, wherever a crash cuts the log', () => {
    const live = join(root, 'live');
    const store = open(live);
    const states = [dump(store)];
    for (let i = 0; i < 12; i++) {
      const writes = Array.from({ length: 5 }, (_, j) =>
        setWrite(`c/${(i * 3 + j) % 9}`, { n: BigInt(i * 10 + j) }),
      );
      store.commit(store.database(ID), i % 4 === 3 ? [...writes, deleteWrite(`c/${i % 9}`)] : writes);
      states.push(dump(store));
    }
    const size = readFileSync(join(live, 'firestore.sqlite-wal')).length;
    const copies = { count: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: size }), fc.constant(size)), cut => {
        const directory = join(root, `copy${copies.count++}`);
        mkdirSync(directory);
        for (const file of FILES) {
          if (existsSync(join(live, file))) copyFileSync(join(live, file), join(directory, file));
        }
        truncateSync(join(directory, 'firestore.sqlite-wal'), cut);
        const crashed = open(directory);
        const state = dump(crashed);
        expect(states).toContain(state);
        if (cut === size) expect(state).toBe(states.at(-1));
        // What is left is a working database.
        crashed.commit(crashed.database(ID), [setWrite('new/doc', { n: 0n })]);
        crashed.close();
      }),
      { numRuns: 40 },
    );
    store.close();
  });
});
