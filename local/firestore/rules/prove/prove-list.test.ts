import { describe, expect, it } from 'vitest';
import { where } from '../../../test-support/rules/filters.ts';
import {
  type AskList,
  and,
  askList,
  NOW,
  or,
  ROOT,
  readerOf,
  rulesetOf,
  user,
} from '../../../test-support/rules/rulesets.ts';
import { mapFromJson } from '../values/json.ts';
import { Timestamp } from '../values/time.ts';
import { Path } from '../values/value.ts';

const alice = user('alice', { admin: false, team: 't1' });
const reader = readerOf({ 'users/alice': { role: 'editor', rooms: ['r1'] }, 'rooms/r1': { open: true } });
const DOCS = '/databases/$(database)/documents';

interface Proof {
  readonly rule: string;
  readonly query?: AskList;
  readonly allowed: boolean;
}

const proof = (allowed: boolean, rule: string, query: AskList = {}): Proof => ({ allowed, rule, query });
const yes = (rule: string, ...filters: ReturnType<typeof where>[]) =>
  proof(true, rule, { filter: and(...filters) });
const no = (rule: string, ...filters: ReturnType<typeof where>[]) =>
  proof(false, rule, { filter: and(...filters) });
const ref = (...segments: string[]) => new Path([...ROOT, ...segments]);

const OWNER = 'resource.data.owner == request.auth.uid';
const PUBLIC = "resource.data.visibility == 'public'";
const own = where('owner', '==', 'alice');
const open = where('visibility', '==', 'public');

const TABLES: { readonly [topic: string]: readonly Proof[] } = {
  'rules that do not look at the documents': [
    yes('true'),
    no('false'),
    yes('request.auth != null'),
    yes("request.auth.uid == 'alice'"),
    no('request.auth.token.admin'),
    yes("request.auth.token.team == 't1'"),
    yes("request.method == 'list'"),
    no("request.method == 'get'"),
    yes('resource != null'),
    no('resource == null'),
    yes("request.path[3] == 'docs'"),
    no('request.resource.data.a == 1'),
    yes("request.keys() == ['auth', 'method', 'path', 'query', 'time']"),
    yes("request.get('auth', null).uid == 'alice' && request.get('x', 1) == 1"),
    yes("'query' in request && !('resource' in request)"),
  ],
  equality: [
    yes(OWNER, own),
    no(OWNER),
    no(OWNER, where('owner', '==', 'bob')),
    no(OWNER, where('other', '==', 'alice')),
    no(OWNER, where('owner', '!=', 'bob')),
    no(OWNER, where('owner', '>=', 'alice')),
    yes(OWNER, own, where('other', '>', 5n)),
    yes('request.auth.uid == resource.data.owner', own),
    yes("resource.data['owner'] == request.auth.uid", own),
    yes("resource.data.get('owner', '') == request.auth.uid", own),
    yes('resource.data.owner.matches("[a-z]+")', own),
    yes('resource.data.owner + "!" == "alice!"', own),
    yes('resource.data.published', where('published', '==', true)),
    yes('resource.data.published == true', where('published', '==', true)),
    no('resource.data.published', where('published', '==', false)),
    yes('!resource.data.published', where('published', '==', false)),
    no('!resource.data.published'),
    yes('resource.data.gone == null', where('gone', '==', null)),
    yes('resource.data.n == 1', where('n', '==', 1n)),
    yes('resource.data.n == 1', where('n', '==', 1)),
    yes('resource.data.n == 1.5 && resource.data.n is float', where('n', '==', 1.5)),
    yes('resource.data.n is number', where('n', '==', 1n)),
    // A query for 1 also returns documents with 1.0.
    no('resource.data.n is int', where('n', '==', 1n)),
    no("string(resource.data.n) == '1'", where('n', '==', 1n)),
    yes('math.isNaN(resource.data.n)', where('n', '==', Number.NaN)),
    yes("resource.data.owner != 'bob'", own),
    yes("resource.data.owner != 'bob'", where('owner', '!=', 'bob')),
    yes("!(resource.data.owner == 'bob')", where('owner', '!=', 'bob')),
    yes("resource.data.owner != 'bob'", where('owner', 'not-in', ['bob', 'eve'])),
    no("resource.data.owner != 'bob'"),
    yes('resource.data.owner != null', where('owner', '!=', null)),
    yes('resource.data.owner != null', where('owner', '>', '')),
    yes('resource.data.a.b == 1', where('a.b', '==', 1n)),
    yes("resource.data.a.b == 'x'", where('a', '==', mapFromJson({ b: 'x' }))),
    no("resource.data.a.c == 'x'", where('a', '==', mapFromJson({ b: 'x' }))),
    no('resource.data.a.b == 1', where('a', '==', mapFromJson({ b: 1 }))),
    yes(
      'resource.data.author == /databases/(default)/documents/users/alice',
      where('author', '==', ref('users', 'alice')),
    ),
    yes('resource.data.author[4] == request.auth.uid', where('author', '==', ref('users', 'alice'))),
    no('resource.data.a == resource.data.b'),
    yes('resource.data.a == resource.data.b', where('a', '==', 'x'), where('b', '==', 'x')),
  ],
  inequalities: [
    yes('resource.data.n > 5', where('n', '>', 5n)),
    yes('resource.data.n > 5', where('n', '>', 6n)),
    yes('resource.data.n > 5', where('n', '>=', 6n)),
    no('resource.data.n > 5', where('n', '>=', 5n)),
    yes('resource.data.n >= 5', where('n', '>=', 5n)),
    yes('resource.data.n >= 5', where('n', '>', 5n)),
    no('resource.data.n > 5', where('n', '>', 4n)),
    no('resource.data.n > 5', where('n', '<', 6n)),
    yes('resource.data.n < 5', where('n', '<', 5n)),
    yes('resource.data.n <= 5', where('n', '<', 5n)),
    yes('5 < resource.data.n', where('n', '>', 5n)),
    yes('!(resource.data.n <= 5)', where('n', '>', 5n)),
    yes('resource.data.n != 3', where('n', '>', 5n)),
    yes('resource.data.n > 5 && resource.data.n < 10', where('n', '>', 6n), where('n', '<', 9n)),
    yes('resource.data.n > 1.5', where('n', '>', 2n)),
    yes('resource.data.n > 5', where('n', '==', 7n)),
    no('resource.data.n > 5', where('n', '>', '5')),
    no("resource.data.n > '5'", where('n', '>', 5n)),
    yes(
      "resource.data.name >= 'a' && resource.data.name < 'b'",
      where('name', '>=', 'a'),
      where('name', '<', 'b'),
    ),
    yes('resource.data.at <= request.time', where('at', '<=', NOW)),
    yes('resource.data.at < request.time', where('at', '<=', new Timestamp(NOW.seconds - 60, 0))),
    no('resource.data.at <= request.time', where('at', '<=', new Timestamp(NOW.seconds + 60, 0))),
    yes(
      "resource.data.at > request.time - duration.value(1, 'h')",
      where('at', '>', new Timestamp(NOW.seconds - 60, 0)),
    ),
    yes('resource.data.n is number', where('n', '>', 5n)),
    yes('resource.data.name is string', where('name', '>', '')),
    no('resource.data.name is string', where('name', '!=', '')),
    no('resource.data.name is string'),
  ],
  'membership and arrays': [
    yes("resource.data.kind in ['a', 'b']", where('kind', 'in', ['a', 'b'])),
    yes("resource.data.kind in ['a', 'b', 'c']", where('kind', 'in', ['a', 'b'])),
    no("resource.data.kind in ['a']", where('kind', 'in', ['a', 'b'])),
    yes("resource.data.kind in ['a', 'b']", where('kind', '==', 'a')),
    no("resource.data.kind in ['a', 'b']"),
    yes("!(resource.data.kind in ['c'])", where('kind', 'in', ['a', 'b'])),
    yes("!(resource.data.kind in ['a', 'b'])", where('kind', 'not-in', ['a', 'b'])),
    yes('resource.data.level in [1, 2, 3]', where('level', 'in', [1n, 2n])),
    yes("resource.data.kind == 'a' || resource.data.kind == 'b'", where('kind', 'in', ['a', 'b'])),
    yes("resource.data.kind in {'a': 1}", where('kind', '==', 'a')),
    yes('request.auth.uid in resource.data.members', where('members', 'array-contains', 'alice')),
    no('request.auth.uid in resource.data.members', where('members', 'array-contains', 'bob')),
    no('request.auth.uid in resource.data.members'),
    yes('resource.data.members.hasAny([request.auth.uid])', where('members', 'array-contains', 'alice')),
    yes(
      "resource.data.members.hasAny(['alice', 'bob'])",
      where('members', 'array-contains-any', ['alice', 'bob']),
    ),
    no("resource.data.members.hasAll(['alice', 'bob'])", where('members', 'array-contains', 'alice')),
    yes("resource.data.members.hasAll(['alice'])", where('members', 'array-contains', 'alice')),
    no('request.auth.uid in resource.data.members', where('members', 'array-contains-any', ['alice', 'bob'])),
    no('!(request.auth.uid in resource.data.members)', where('members', 'array-contains', 'bob')),
    no("resource.data.members.hasOnly(['alice'])", where('members', 'array-contains', 'alice')),
    yes("resource.data.members == ['alice']", where('members', '==', ['alice'])),
    yes('5 in resource.data.scores', where('scores', 'array-contains', 5n)),
    yes('request.auth.uid in [resource.data.owner, resource.data.reviewer]', own, where('reviewer', '>', '')),
    yes("resource.data.roles[request.auth.uid] == 'editor'", where('roles.alice', '==', 'editor')),
    yes('request.auth.uid in resource.data.roles', where('roles.alice', '==', 'editor')),
    yes('request.auth.uid in resource.data.roles.keys()', where('roles.alice', '==', 'editor')),
    no('request.auth.uid in resource.data.roles', where('roles.bob', '==', 'editor')),
  ],
  'predicates that absence would satisfy': [
    no("!('secret' in resource.data)"),
    no("!('secret' in resource.data)", own),
    no("resource.data.get('secret', false) == false"),
    no("resource.data.get('secret', false) == false", own),
    no("resource.data.get(['a', 'b'], 1) == 1"),
    no("resource.data.keys().hasOnly(['owner'])", own),
    no("!resource.data.keys().hasAny(['secret'])", own),
    no('resource.data.size() == 1', own),
    no("!('secret' in resource.data.keys())", own),
    no("resource.data.diff({'owner': 'alice'}).affectedKeys().size() == 0", own),
    no("resource.data == {'owner': 'alice'}", own),
    no('resource.data.keys().size() == 0'),
    yes("'owner' in resource.data", own),
    yes("resource.data.keys().hasAll(['owner', 'n'])", own, where('n', '>', 1n)),
    yes("resource.data.keys().hasAny(['owner', 'x'])", own),
    no("resource.data.keys().hasAll(['owner', 'x'])", own),
    proof(true, "'n' in resource.data", { orderBy: [{ field: ['n'], direction: 'ASC' }] }),
    proof(false, 'resource.data.n == 1', { orderBy: [{ field: ['n'], direction: 'ASC' }] }),
    proof(true, 'resource.data.n == 1 || true', {}),
    no('resource.data.missing == 1 || !(resource.data.missing == 1)'),
  ],
  'conjunction, disjunction, choice': [
    yes(`${OWNER} && ${PUBLIC}`, own, open),
    no(`${OWNER} && ${PUBLIC}`, own),
    yes(`${OWNER} || ${PUBLIC}`, own),
    yes(`${OWNER} || ${PUBLIC}`, open),
    no(`${OWNER} || ${PUBLIC}`),
    proof(true, `${OWNER} || ${PUBLIC}`, { filter: or(own, open) }),
    proof(false, OWNER, { filter: or(own, open) }),
    proof(false, `${OWNER} || ${PUBLIC}`, { filter: or(own, open, where('n', '==', 1n)) }),
    proof(true, `${OWNER} || ${PUBLIC}`, { filter: and(or(own, open), where('n', '==', 1n)) }),
    proof(true, OWNER, { filter: or(and(own, open), and(own, where('n', '>', 1n))) }),
    yes(`request.auth != null && (${OWNER} || request.auth.token.admin)`, own),
    yes(`request.auth.token.missing == 1 || ${OWNER}`, own),
    yes("resource.data.owner == 'alice' ? true : false", own),
    yes('resource.data.n > 1 ? resource.data.n > 0 : resource.data.n > 0', where('n', '>', 0n)),
    no('resource.data.n > 1 ? true : resource.data.missing == 1', where('n', '>', 0n)),
  ],
  'other documents': [
    yes(`get(${DOCS}/users/$(request.auth.uid)).data.role == 'editor'`),
    no(`get(${DOCS}/users/$(request.auth.uid)).data.role == 'admin'`),
    yes(`exists(${DOCS}/users/$(request.auth.uid))`),
    yes(`get(${DOCS}/rooms/$(resource.data.room)).data.open`, where('room', '==', 'r1')),
    no(`get(${DOCS}/rooms/$(resource.data.room)).data.open`),
    no(`get(${DOCS}/rooms/$(resource.data.room)).data.open`, where('room', '==', 'r2')),
    no(`!exists(${DOCS}/rooms/$(resource.data.room))`),
    no(`!exists(${DOCS}/secret/$(doc))`),
    no(`exists(${DOCS}/docs/$(doc))`),
    yes(`resource.data.room in get(${DOCS}/users/$(request.auth.uid)).data.rooms`, where('room', '==', 'r1')),
    no(`resource.data.room in get(${DOCS}/users/$(request.auth.uid)).data.rooms`),
    yes(`exists(resource.data.room)`, where('room', '==', ref('rooms', 'r1'))),
  ],
  'the name of the document': [
    no("doc == 'd1'"),
    no("resource.id == 'd1'"),
    yes('resource.id == doc'),
    yes('doc is string'),
    yes("doc == 'd1' && resource.id == 'd1'", where('__name__', '==', ref('docs', 'd1'))),
    yes("doc in ['d1', 'd2']", where('__name__', 'in', [ref('docs', 'd1'), ref('docs', 'd2')])),
    yes(
      'resource.__name__ == /databases/(default)/documents/docs/d1',
      where('__name__', '==', ref('docs', 'd1')),
    ),
    no("doc == 'd1'", where('__name__', '==', ref('docs', 'd2'))),
    yes("doc >= 'd1'", where('__name__', '>=', ref('docs', 'd1'))),
    no("doc > 'd1'", where('__name__', '>=', ref('docs', 'd1'))),
    yes("doc != 'd1'", where('__name__', '!=', ref('docs', 'd1'))),
    no(`resource.__name__ != ${DOCS}/docs/secret`),
    yes(`resource.__name__ != ${DOCS}/other/secret`),
  ],
  'request.query': [
    proof(true, 'request.query.limit <= 10', { limit: 10 }),
    proof(false, 'request.query.limit <= 10', { limit: 11 }),
    proof(false, 'request.query.limit <= 10'),
    proof(true, 'request.query.limit == null'),
    proof(true, 'request.query.offset == 0'),
    proof(true, 'request.query.offset == 5', { offset: 5 }),
    proof(true, "request.query.orderBy.n == 'DESC'", { orderBy: [{ field: ['n'], direction: 'DESC' }] }),
    proof(false, "request.query.orderBy.n == 'ASC'"),
    proof(false, "request.query.orderBy == 'n ASC'", { orderBy: [{ field: ['n'], direction: 'ASC' }] }),
    proof(true, "request.query.keys() == ['limit', 'offset', 'orderBy']"),
  ],
  functions: [
    yes('isOwner(resource.data)', own),
    no('isOwner(resource.data)'),
    yes('ownerIs(resource.data.owner)', own),
    no('ownerIs(resource.data.owner)'),
    yes('withLet()', own),
    no('withLet()'),
    no('ignoring(resource.data.missing)'),
    no('unusedLet()'),
    no('undefinedFunction()'),
  ],
};

const FUNCTIONS = `
  function isOwner(data) { return data.owner == request.auth.uid; }
  function ownerIs(owner) { return owner == request.auth.uid; }
  function withLet() { let data = resource.data; let owner = data.owner; return owner == 'alice'; }
  function ignoring(x) { return true; }
  function unusedLet() { let x = resource.data.missing; return true; }`;

for (const [topic, proofs] of Object.entries(TABLES)) {
  describe(topic, () => {
    it.each(proofs)('$rule: $allowed', ({ rule, query, allowed }) => {
      const ruleset = rulesetOf(`${FUNCTIONS} match /docs/{doc} { allow list: if ${rule}; }`);
      const decision = askList(ruleset, 'docs', { auth: alice, reader, ...query });
      expect({ ...decision, reads: [] }).toEqual({
        allowed,
        trace: allowed ? '' : expect.any(String),
        reads: [],
      });
    });
  });
}

describe('which rules a query falls under', () => {
  it.each([
    ['match /docs/{doc} { allow list; }', 'docs', true],
    ['match /docs/{doc} { allow get; }', 'docs', false],
    ['match /docs/{doc} { allow read; }', 'docs', true],
    ['match /docs/special { allow list; }', 'docs', false],
    ['match /{all=**} { allow list; }', 'docs', true],
    ['match /rooms/{room}/docs/{doc} { allow list: if room == "r1"; }', 'rooms/r1/docs', true],
    ['match /rooms/{room}/docs/{doc} { allow list: if room == "r1"; }', 'rooms/r2/docs', false],
    ['match /rooms/{rest=**} { allow list: if rest[0] == "r1"; }', 'rooms/r1/docs', true],
    ['match /docs/{doc} { allow list; }', '**/docs', false],
    ['match /rooms/{room}/docs/{doc} { allow list; }', '**/docs', false],
    ['match /{path=**}/docs/{doc} { allow list; }', '**/docs', true],
    ['match /{path=**}/docs/{doc} { allow list; }', 'docs', true],
    ['match /{path=**}/docs/{doc} { allow list; }', '**/other', false],
    ['match /{path=**}/{coll}/{doc} { allow list: if coll == "docs"; }', '**/docs', true],
    ['match /{all=**} { allow list; }', '**/docs', true],
    ['match /{a}/{rest=**} { allow list; }', '**/docs', true],
    ['match /{a}/{b}/{c}/{rest=**} { allow list; }', '**/docs', false],
    ['match /docs/{d} { allow list; } match /{a}/{b}/{c}/{rest=**} { allow list; }', '**/docs', true],
    ['match /{path=**}/docs/{doc} { allow list: if path[0] == "rooms"; }', '**/docs', false],
    ['match /{path=**}/docs/{doc} { allow list: if doc == "d"; }', '**/docs', false],
  ])('%s, query of %s: %s', (body, collection, allowed) => {
    expect(askList(rulesetOf(body), collection, { auth: alice }).allowed).toBe(allowed);
  });

  it('proves a collection group by the filter as it does a collection', () => {
    const ruleset = rulesetOf(`match /{path=**}/docs/{doc} { allow list: if ${OWNER}; }`);
    expect(askList(ruleset, '**/docs', { auth: alice, filter: own }).allowed).toBe(true);
    expect(askList(ruleset, '**/docs', { auth: alice }).allowed).toBe(false);
  });

  it('needs version 2 for collection groups', () => {
    const body = 'match /{all=**} { allow list; }';
    expect(askList(rulesetOf(body, 1), '**/docs').allowed).toBe(false);
    expect(askList(rulesetOf(body, 1), 'docs').allowed).toBe(true);
  });

  it('covers the collections below a document with a rule of that document', () => {
    const ruleset = rulesetOf('match /rooms/{room}/{rest=**} { allow list: if room == "r1"; }');
    const below = (room: string) => ({
      parent: [...ROOT, 'rooms', room],
      collection: 'docs',
      allDescendants: true,
    });
    expect(askList(ruleset, 'ignored', below('r1')).allowed).toBe(true);
    expect(askList(ruleset, 'ignored', below('r2')).allowed).toBe(false);
    expect(askList(ruleset, '**/docs').allowed).toBe(false);
  });
});

describe('what comes with the decision', () => {
  it('says where the query leaves a rule open', () => {
    const ruleset = rulesetOf(`match /docs/{doc} {\n  allow list: if request.auth != null && ${OWNER};\n}`);
    expect(askList(ruleset, 'docs', { auth: alice }).trace).toBe(
      "\nnot proven by the query's filters at L4:42 for 'list' @ L4",
    );
    expect(askList(ruleset, 'docs').trace).toBe("\nfalse for 'list' @ L4");
    expect(askList(ruleset, 'other').trace).toBe('\nNo matching allow statements');
  });

  it('names the documents that the proof rests on', () => {
    const ruleset = rulesetOf(
      `match /docs/{doc} { allow list: if exists(${DOCS}/users/$(request.auth.uid)); }`,
    );
    expect(askList(ruleset, 'docs', { auth: alice, reader }).reads).toEqual([
      { path: [...ROOT, 'users', 'alice'], state: 'before' },
    ]);
  });

  it('gives up on queries of too many alternatives', () => {
    const values = Array.from({ length: 30 }, (_, index) => `v${index}`);
    const filter = and(where('a', 'in', values), where('b', 'in', values));
    expect(askList(rulesetOf('match /docs/{doc} { allow list; }'), 'docs', { filter }).allowed).toBe(false);
  });
});
