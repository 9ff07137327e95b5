import { describe, expect, it } from 'vitest';
import { manualClock } from '../../test-support/firestore/manual-clock.ts';
import { deleteWrite, setWrite } from '../../test-support/firestore/writes.ts';
import { memoryOnly } from '../storage/journal.ts';
import { Store } from '../storage/store.ts';
import { ReferenceValue, TimestampValue, type Value } from '../storage/values.ts';
import type { Precondition, Write } from '../storage/write.ts';
import type { GetAccess } from '../transports/rpc/authorizer.ts';
import { enforcer } from './enforcer.ts';
import { Rulebook } from './rulebook.ts';

const PROJECT = 'p';
const ALICE: GetAccess['caller'] = { kind: 'user', uid: 'alice', claims: { sub: 'alice', level: 3 } };
const documents = '/databases/$(database)/documents';
/** True after ten lookups, and an error when the budget does not allow one of them. */
const tenReads = Array.from({ length: 10 }, (_, n) => `!exists(${documents}/none/$(id + '${n}'))`).join(
  ' && ',
);

function world(body: string | undefined, seed: Readonly<Record<string, Record<string, Value>>> = {}) {
  const databaseId = { project: PROJECT, database: '(default)' };
  const store = new Store(memoryOnly, manualClock().now);
  const database = store.database(databaseId);
  store.commit(
    database,
    Object.entries(seed).map(([path, fields]) => setWrite(path, fields)),
  );
  const rulebook = new Rulebook();
  if (body !== undefined) {
    const text = `rules_version = '2'; service cloud.firestore { match ${documents.replace('$(database)', '{database}')} {\n${body}\n} }`;
    rulebook.load(PROJECT, text, false);
  }
  const rules = enforcer(rulebook);
  const common = { databaseId, caller: ALICE, requestTime: new TimestampValue(1_700_000_000, 0) };
  return {
    database,
    get: (...paths: string[]) => {
      const lookups = new Set<string>();
      rules.get({ ...common, lookups, paths, documents: database });
      return [...lookups];
    },
    commit: (...writes: Write[]) =>
      store.commit(database, writes, ({ effects, requestTime, after }) =>
        rules.commit({ ...common, lookups: new Set(), requestTime, effects, before: database, after }),
      ),
  };
}

const under = <W extends Write>(write: W, precondition: Precondition): W => ({ ...write, precondition });
const EXISTS: Precondition = { kind: 'exists', exists: true };
const MISSING: Precondition = { kind: 'exists', exists: false };
const DENIED = expect.objectContaining({ status: 'PERMISSION_DENIED' });

describe('rules over stored documents', () => {
  it('are not asked in a project that has none', () => {
    const { get, commit } = world(undefined);
    expect(get('a/b')).toEqual([]);
    expect(() => commit(setWrite('a/b', {}))).not.toThrow();
  });

  it('see the caller’s claims, and a reference as the path of its document', () => {
    const { get } = world(
      `match /a/{id} { allow get: if resource.data.to == ${documents}/users/$(request.auth.uid) && request.auth.token.level == 3; }`,
      {
        'a/own': { to: new ReferenceValue('projects/p/databases/(default)/documents/users/alice') },
        'a/other': { to: new ReferenceValue('projects/p/databases/(default)/documents/users/bob') },
      },
    );
    expect(get('a/own')).toEqual([]);
    expect(() => get('a/other')).toThrow(DENIED);
  });

  it('tell which documents a permission rests on', () => {
    const { get } = world(`match /a/{id} { allow get: if exists(${documents}/members/$(id)); }`, {
      'members/x': {},
    });
    expect(get('a/x')).toEqual(['members/x']);
    expect(() => get('a/y')).toThrow(/^\nfalse for 'get' @ L2/);
  });

  it('find nothing in a database that is not theirs', () => {
    const { get } = world(`match /a/{id} { allow get: if exists(/databases/$(id)/documents/members/x); }`, {
      'members/x': {},
    });
    expect(get('a/(default)')).toEqual(['members/x']);
    expect(() => get('a/other')).toThrow(DENIED);
  });

  it('look up at most 20 documents for all of a batch, and for all documents of one read', () => {
    const { get, commit } = world(`match /a/{id} { allow get, create: if ${tenReads}; }`);
    expect(get('a/1', 'a/2')).toHaveLength(20);
    expect(() => get('a/1', 'a/2', 'a/3')).toThrow(/Maximum of 20 document reads/);
    expect(() => commit(setWrite('a/1', {}), setWrite('a/2', {}), setWrite('a/3', {}))).toThrow(DENIED);
    expect(() => commit(setWrite('a/1', {}), setWrite('a/2', {}))).not.toThrow();
  });

  it('see the state before with get() and the state after the whole batch with getAfter()', () => {
    const { commit } = world(
      `match /posts/{id} { allow create: if get(${documents}/counters/c).data.n + 1 == getAfter(${documents}/counters/c).data.n; }
       match /counters/{id} { allow update: if existsAfter(${documents}/posts/p); }`,
      { 'counters/c': { n: 1n } },
    );
    expect(() => commit(setWrite('posts/p', {}))).toThrow(DENIED);
    expect(() => commit(setWrite('counters/c', { n: 2n }))).toThrow(DENIED);
    expect(() => commit(setWrite('posts/p', {}), setWrite('counters/c', { n: 3n }))).toThrow(DENIED);
    expect(() => commit(setWrite('posts/p', {}), setWrite('counters/c', { n: 2n }))).not.toThrow();
  });

  it('refuse the whole batch for one write', () => {
    const { commit, database } = world('match /open/{id} { allow write; }');
    expect(() => commit(setWrite('open/a', {}), setWrite('closed/a', {}))).toThrow(DENIED);
    expect(database.size).toBe(0);
  });

  it.each<[string, Write, 'get' | 'create' | 'update' | 'delete']>([
    ['a write to a missing document', setWrite('a/none', {}), 'create'],
    ['a write to an existing document', setWrite('a/old', {}), 'update'],
    ['an update of a missing document', under(setWrite('a/none', {}), EXISTS), 'update'],
    ['a creation of an existing document', under(setWrite('a/old', {}), MISSING), 'create'],
    ['a deletion', deleteWrite('a/old'), 'delete'],
    ['a verification', { kind: 'verify', path: 'a/old', precondition: EXISTS }, 'get'],
  ])('ask about %s as what it is, whatever its precondition comes to', (_, write, method) => {
    const seed = { 'a/old': { n: 1n } };
    expect(() => world('match /a/{id} { allow read, write: if false; }', seed).commit(write)).toThrow(
      new RegExp(`^\\nfalse for '${method}' @ L2$`),
    );
    const allowed = world(`match /a/{id} { allow ${method}; }`, seed);
    const attempt = (): unknown => allowed.commit(write);
    const failures: Partial<Record<typeof method, string>> = {
      update: 'NOT_FOUND',
      create: 'ALREADY_EXISTS',
    };
    const impossible = failures[method];
    if (write.precondition.kind === 'none' || impossible === undefined) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(expect.objectContaining({ status: impossible }));
  });

  it('are not asked about a write for another version: its transaction is tried again', () => {
    const { commit } = world('match /a/{id} { allow read, write: if false; }', { 'a/old': {} });
    for (const path of ['a/old', 'a/none']) {
      const stale = under(setWrite(path, {}), { kind: 'updateTime', updateTime: 1 });
      const said = 'the stored version does not match the required base version (1)';
      expect(() => commit(stale)).toThrow(
        expect.objectContaining({ status: 'FAILED_PRECONDITION', message: said }),
      );
    }
  });
});
