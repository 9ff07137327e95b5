import { describe, expect, it } from 'vitest';
import { rows, type Setting, verdictOf } from '../../test-support/rules/verdicts.ts';

const TABLES: { readonly [topic: string]: readonly [Setting, string] } = {
  'request and resource on a get': [
    {},
    `
    true    request.auth != null
    true    request.auth.uid == 'alice'
    true    request.auth.token.email == 'alice@example.com'
    true    request.auth.token.admin
    error   request.auth.token.missing
    true    request.auth.token.get('missing', false) == false
    true    request.auth.token['email'] == 'alice@example.com'
    true    request.method == 'get'
    error   request.resource.data.a == 1
    error   request.query.limit == 1
    error   request.bogus == 1
    true    request.keys() == ['auth', 'method', 'path', 'time']
    true    'auth' in request
    false   'resource' in request
    false   'query' in request
    true    resource.id == 'thing'
    true    resource.data.text == 'hello'
    true    resource.data.nothing == null
    true    'nothing' in resource.data
    false   'missing' in resource.data
    error   resource.data.missing == null
    true    resource.data.missing == null || true
    true    resource != null
    true    resource.keys() == ['__name__', 'data', 'id']
    error   resource.name == 'thing'
    true    resource.data.int is int
    true    resource.data.whole is float
    true    resource.data.list.hasAll([1, 2])
    true    resource.data.names.toSet().size() == 2
    true    resource.data.map.b.c == 'deep'
    true    resource.data.yes
    error   resource.data.text
    error   resource.data.nothing`,
  ],
  'a create, which has no document before it': [
    { method: 'create', after: { title: 'new' } },
    `
    true    resource == null
    false   resource != null
    error   resource.data.title == 'new'
    error   resource.id == 'thing'
    true    request.resource.data.title == 'new'
    true    request.resource.id == 'thing'
    true    request.resource.data.keys().hasOnly(['title'])
    true    'resource' in request
    true    request.method == 'create'`,
  ],
  'an update': [
    { method: 'update', after: { text: 'changed', int: 5n } },
    `
    true    request.resource.data.int == resource.data.int
    true    request.resource.data.diff(resource.data).changedKeys() == ['text'].toSet()
    true    request.resource.data.diff(resource.data).removedKeys().hasAll(['float', 'map'])
    true    request.resource.__name__ == resource.__name__`,
  ],
  'a delete': [
    { method: 'delete' },
    `
    error   request.resource.data.text == 'hello'
    error   request.resource == null
    true    resource.data.text == 'hello'`,
  ],
  'reading other documents': [
    {},
    `
    true    exists(/databases/$(database)/documents/users/alice)
    false   exists(/databases/$(database)/documents/users/bob)
    true    get(/databases/$(database)/documents/users/alice).data.role == 'editor'
    true    get(/databases/$(database)/documents/users/alice).id == 'alice'
    true    get(/databases/$(database)/documents/users/alice).__name__[4] == 'alice'
    true    get(/databases/$(database)/documents/users/bob) == null
    error   get(/databases/$(database)/documents/users/bob).data.role == 'editor'
    true    getAfter(/databases/$(database)/documents/users/alice).data.role == 'owner'
    true    existsAfter(/databases/$(database)/documents/users/ghost)
    false   exists(/databases/$(database)/documents/users/ghost)
    false   existsAfter(/databases/$(database)/documents/users/bob)
    true    exists(/databases/(default)/documents/users/$(request.auth.uid))
    true    exists(path('/databases/(default)/documents/users/alice'))
    error   exists(/users/alice)
    error   exists(/databases/$(database)/documents/users)
    error   get('/databases/(default)/documents/users/alice') == null
    error   get() == null
    error   get(null) == null
    error   firestore.get(/databases/(default)/documents/users/alice) == null
    true    get(/databases/$(database)/documents/users/bob).data.a == 1 || true`,
  ],
  functions: [
    {
      functions: `
        function yes() { return true; }
        function same(a, b) { return a == b; }
        function owner(data) { return request.auth.uid == data.owner; }
        function twice(x) { let y = x + x; return y; }
        function chained(x) { let a = x + 1; let b = a * 2; return b - a }
        function shadows(thing) { return thing; }
        function request2() { let request = 5; return request; }
        function ignores(x) { return true; }
        function unused() { let broken = 1 / 0; return true; }
        function lateName() { return declaredLater(); }
        function declaredLater() { return thing2 == 1; }
        function timestampOf(timestamp) { return timestamp.year(); }`,
    },
    `
    true    yes()
    error   yes(1)
    error   same(1)
    true    same(1, 1.0)
    true    owner({'owner': 'alice'})
    false   owner({'owner': 'bob'})
    error   owner({})
    true    twice(2) == 4
    true    twice('ab') == 'abab'
    true    chained(1) == 2
    true    shadows('other') == 'other'
    true    request2() == 5
    error   ignores(1 / 0)
    error   unused()
    error   lateName()
    true    timestampOf(timestamp.value(0)) == 1970
    error   yes == true
    error   yes().a
    error   a.yes()`,
  ],
};

for (const [topic, [setting, table]] of Object.entries(TABLES)) {
  describe(topic, () => {
    it.each(rows(table))('$verdict: $expression', ({ verdict, expression }) => {
      expect(verdictOf(expression, setting)).toBe(verdict);
    });
  });
}

const document = (name: string) => `exists(/databases/$(database)/documents/users/${name})`;

describe('limits on evaluation', () => {
  it('allows ten different documents for one request, and no eleventh', () => {
    const reads = (count: number) => Array.from({ length: count }, (_, index) => `!${document(`u${index}`)}`);
    expect(verdictOf(reads(10).join(' && '))).toBe('true');
    expect(verdictOf(reads(11).join(' && '))).toBe('error');
  });

  it('counts a document once however often it is read', () => {
    expect(verdictOf(Array.from({ length: 30 }, () => document('alice')).join(' && '))).toBe('true');
  });

  it('gives up after a thousand expressions, which no || absorbs', () => {
    const functions = `function four() { return true && true && true && true; }
      function sixteen() { return four() && four() && four() && four(); }
      function many() { return sixteen() && sixteen() && sixteen() && sixteen(); }`;
    // Each four() costs 11, sixteen() 51, many() 211.
    const cheap = 'many() && many() && many() && many()';
    expect(verdictOf(cheap, { functions })).toBe('true');
    expect(verdictOf(`(${cheap} && many()) || true`, { functions })).toBe('error');
  });

  it('keeps values from growing without bound', () => {
    const lets = Array.from({ length: 10 }, (_, index) => `let x${index + 1} = x${index}.concat(x${index});`);
    const functions = `function grow(x0) { ${lets.join(' ')} return x10; }`;
    const items = `[${Array.from({ length: 10 }, (_, index) => index).join(',')}]`;
    expect(verdictOf(`grow(${items}).size() == 10240`, { functions })).toBe('true');
    expect(verdictOf(`grow(grow(${items})).size() > 0`, { functions })).toBe('error');
  });

  it('stops rules that work through large values again and again', () => {
    const lets = Array.from({ length: 10 }, (_, index) => `let x${index + 1} = x${index}.concat(x${index});`);
    const functions = `function grow(x0) { ${lets.join(' ')} return x10; }
      function shrink(x) { return x.toSet().size() + x.toSet().size() + x.toSet().size(); }`;
    const list = `grow([${Array.from({ length: 500 }, (_, index) => index).join(',')}])`;
    const again = Array.from({ length: 20 }, () => 'shrink(x) > 0').join(' && ');
    const setting = { functions: `${functions} function all(x) { return ${again}; }` };
    expect(verdictOf(`shrink(${list}) == 1500`, setting)).toBe('true');
    expect(verdictOf(`all(${list}) || true`, setting)).toBe('error');
  });

  it('stops expensive regular expressions', () => {
    const doubled = Array.from(
      { length: 11 },
      (_, index) => `let x${index + 1} = x${index} + x${index};`,
    ).join(' ');
    const functions = `function long(x0) { ${doubled} return x11; }`;
    const text = `long('${'a'.repeat(500)}')`;
    expect(verdictOf(`${text}.matches('a*')`, { functions })).toBe('true');
    expect(verdictOf(`${text}.matches('(.{1,30}){1,30}')`, { functions })).toBe('error');
  });

  it('refuses to compare values that share too much', () => {
    const lets = Array.from(
      { length: 10 },
      (_, index) => `let x${index + 1} = [x${index}, x${index}, x${index}];`,
    );
    const functions = `function grow(x0) { ${lets.join(' ')} return x10; }`;
    expect(verdictOf('grow(grow([1])) == grow(grow([1]))', { functions })).toBe('error');
    expect(verdictOf('[grow(grow([1]))].toSet().size() == 1', { functions })).toBe('error');
  });
});
