import { describe, expect, it } from 'vitest';
import { ask, askList, NOW, ROOT, readerOf, rulesetOf, user } from '../../test-support/rules/rulesets.ts';
import { authorize } from './authorize.ts';
import { compileRules } from './compile-rules.ts';
import { ReadBudget } from './evaluate/reads.ts';

const alice = user('alice');

describe('matching', () => {
  const allowed = (body: string, path: string, version: 1 | 2 = 2): boolean =>
    ask(rulesetOf(body, version), { path, auth: alice }).allowed;

  it.each([
    ['match /a/{x} { allow get; }', 'a/1', true],
    ['match /a/{x} { allow get; }', 'b/1', false],
    ['match /a/{x} { allow get; }', 'a/1/b/2', false],
    ['match /a/b { allow get; }', 'a/b', true],
    ['match /a/b { allow get; }', 'a/c', false],
    ['match /a/{x} { match /b/{y} { allow get; } }', 'a/1/b/2', true],
    ['match /a/{x} { match /b/{y} { allow get; } }', 'a/1', false],
    ['match /a/{x} { allow get; match /b/{y} {} }', 'a/1/b/2', false],
    ['match /a/{x=**} { allow get; }', 'a/1', true],
    ['match /a/{x=**} { allow get; }', 'a/1/b/2', true],
    ['match /{x=**} { allow get; }', 'a/1', true],
    ['match /{x=**}/b/{y} { allow get; }', 'a/1/b/2', true],
    ['match /{x=**}/b/{y} { allow get; }', 'b/2', true],
    ['match /{x=**}/b/{y} { allow get; }', 'b/2/c/3', false],
    ['match /a/{x}/{rest=**} { allow get; }', 'a/1', true],
    ['match /a/{x} { match /{rest=**} { allow get; } }', 'a/1', true],
    ['match /{x=**} { match /b/{y=**} { allow get; } }', 'a/1/b/2/c/3', true],
    ['match /a/{x} { allow get: if x == "1"; }', 'a/1', true],
    ['match /a/{x=**} { allow get: if x == /1/b/2; }', 'a/1/b/2', true],
    ['match /a/{x=**} { allow get: if x is path && x[0] == "1"; }', 'a/1', true],
    ['match /{x=**}/b/{y} { allow get: if x == /a/1 && y == "2"; }', 'a/1/b/2', true],
    ['match /a/{x} { match /b/{y} { allow get: if x + y == "12"; } }', 'a/1/b/2', true],
    ['match /a/{x} { match /b/{x} { allow get: if x == "2"; } }', 'a/1/b/2', true],
    ['match /a-b/{x} { allow get; }', 'a-b/1', true],
  ])('%s on %s: %s', (body, path, expected) => {
    expect(allowed(body, path)).toBe(expected);
  });

  it('takes at least one segment for a recursive wildcard in version 1', () => {
    expect(allowed('match /a/{x}/{rest=**} { allow get; }', 'a/1', 1)).toBe(false);
    expect(allowed('match /a/{x}/{rest=**} { allow get; }', 'a/1/b/2', 1)).toBe(true);
    expect(allowed('match /a/{x=**} { allow get; }', 'a/1', 1)).toBe(true);
  });

  it('does not take exponential time for many recursive wildcards', () => {
    const nested = 'match /{x=**} {'.repeat(8);
    const path = Array.from({ length: 96 }, (_, index) => `s${index}`).join('/');
    expect(allowed(`${nested} match /never {allow get;} ${'}'.repeat(8)}`, path)).toBe(false);
    expect(allowed(`${nested} match /s95 {allow get;} ${'}'.repeat(8)}`, path)).toBe(true);
  });
});

describe('allow statements', () => {
  it.each([
    ['read', ['get']],
    ['write', ['create', 'update', 'delete']],
    ['get', ['get']],
    ['list', []],
    ['create', ['create']],
    ['update, delete', ['update', 'delete']],
    ['read, write', ['get', 'create', 'update', 'delete']],
  ] as const)('allow %s covers %j', (operations, methods) => {
    const ruleset = rulesetOf(`match /a/{x} { allow ${operations}; }`);
    for (const method of ['get', 'create', 'update', 'delete'] as const) {
      const covered = (methods as readonly string[]).includes(method);
      expect([method, ask(ruleset, { method, path: 'a/1', after: {} }).allowed]).toEqual([method, covered]);
    }
  });

  it('allows what any statement of any matching block allows', () => {
    const ruleset = rulesetOf(`
      match /a/{x} { allow get: if false; allow get: if resource.data.missing; }
      match /{all=**} { allow get: if x == 1; allow get: if all[1] == '1'; }`);
    expect(ask(ruleset, { path: 'a/1', before: {} }).allowed).toBe(true);
    expect(ask(ruleset, { path: 'a/2', before: {} }).allowed).toBe(false);
  });

  it('sees functions of enclosing scopes, the innermost first, with the names of where they stand', () => {
    const ruleset = rulesetOf(`
      function who() { return 'outer'; }
      function outer() { return who(); }
      match /a/{x} {
        function who() { return x; }
        function local() { return who(); }
        allow get: if who() == '1' && local() == '1' && outer() == 'outer';
      }`);
    expect(ask(ruleset, { path: 'a/1' }).allowed).toBe(true);
  });
});

describe('the trace of a denial', () => {
  const ruleset = rulesetOf(`match /a/{x} {
    allow get: if request.auth != null;
    allow get: if resource.data.missing == 1;
    allow create: if
      request.auth.uid == x;
    allow update: if 1;
    allow delete: if 10 / 0 == 0;
  }`);
  const trace = (method: 'get' | 'create' | 'update' | 'delete', path = 'a/1') =>
    ask(ruleset, { method, path, before: {}, after: {} }).trace;

  it('names every rule that said no, and the error with its place', () => {
    expect(trace('get')).toBe(
      "\nfalse for 'get' @ L4, evaluation error at L5:19 for 'get' @ L5, " +
        "Property missing is undefined on object. for 'get' @ L5",
    );
  });

  it('names the line where the condition begins', () => {
    expect(trace('create')).toBe(
      "\nevaluation error at L7:7 for 'create' @ L7, Null value error. for 'create' @ L7",
    );
  });

  it('points to the operator when that is what failed', () => {
    expect(trace('delete')).toBe(
      "\nevaluation error at L9:25 for 'delete' @ L9, Divide by zero error. for 'delete' @ L9",
    );
  });

  it('tells of a condition that is no boolean', () => {
    expect(trace('update')).toBe("\nThe condition is not a boolean. for 'update' @ L8");
  });

  it('tells when no rule matches', () => {
    expect(trace('get', 'b/1')).toBe('\nNo matching allow statements');
  });

  it('is empty when the request is allowed', () => {
    expect(ask(ruleset, { path: 'a/1', auth: alice })).toEqual({ allowed: true, trace: '', reads: [] });
  });
});

describe('a request of nobody in particular', () => {
  it.each([
    ['request.auth == null', true],
    ["'auth' in request", true],
    ['request.auth is map', false],
    ["request.auth.uid == 'alice'", false],
    ["request.auth != null && request.auth.uid == 'alice'", false],
    ['request.auth.uid == null', false],
  ])('%s: %s', (condition, allowed) => {
    const ruleset = rulesetOf(`match /a/{x} { allow get, list: if ${condition}; }`);
    expect(ask(ruleset, { path: 'a/1' }).allowed).toBe(allowed);
    expect(askList(ruleset, 'a').allowed).toBe(allowed);
  });
});

it('has debug() when compiled in the way of the emulator', () => {
  const source = 'service cloud.firestore { match /a/{x} { allow get: if debug(x) == "1"; } }';
  const compilation = compileRules(source, { debug: true });
  if (!compilation.ok) throw new Error('does not compile');
  const request = { method: 'get', path: ['a', '1'], auth: null, time: NOW, before: null } as const;
  expect(authorize(compilation.ruleset, request, readerOf({})).allowed).toBe(true);
});

describe('documents that rules read', () => {
  const ruleset = rulesetOf(`
    function role(id) { return get(/databases/$(database)/documents/users/$(id)).data.role; }
    match /a/{x} {
      allow get: if role(request.auth.uid) == 'editor' && exists(/databases/$(database)/documents/b/$(x));
      allow create: if getAfter(/databases/$(database)/documents/b/$(x)).data.n == 2;
    }`);
  const reader = readerOf({ 'users/alice': { role: 'editor' }, 'b/1': { n: 1 } }, { 'b/1': { n: 2 } });

  it('come with the decision', () => {
    const decision = ask(ruleset, { path: 'a/1', auth: alice, reader });
    expect(decision.allowed).toBe(true);
    expect(decision.reads).toEqual([
      { path: [...ROOT, 'users', 'alice'], state: 'before' },
      { path: [...ROOT, 'b', '1'], state: 'before' },
    ]);
  });

  it('come with a denial too, as a change of them may allow the request', () => {
    const decision = ask(ruleset, { path: 'a/1', auth: user('bob'), reader });
    expect(decision.allowed).toBe(false);
    expect(decision.reads).toContainEqual({ path: [...ROOT, 'users', 'bob'], state: 'before' });
  });

  it('are those after the operation for getAfter', () => {
    const decision = ask(ruleset, { method: 'create', path: 'a/1', auth: alice, after: {}, reader });
    expect(decision.allowed).toBe(true);
    expect(decision.reads).toEqual([{ path: [...ROOT, 'b', '1'], state: 'after' }]);
  });

  it('are fetched once per request', () => {
    let fetched = 0;
    const counting = {
      ...reader,
      before: (path: readonly string[]) => {
        fetched += 1;
        return reader.before(path);
      },
    };
    const twice = rulesetOf(`match /a/{x} { allow get: if exists(/databases/$(database)/documents/b/1)
      && get(/databases/$(database)/documents/b/1).data.n == 1; }`);
    expect(ask(twice, { path: 'a/1', reader: counting }).allowed).toBe(true);
    expect(fetched).toBe(1);
  });

  it('count against one budget of twenty over all operations of a batch', () => {
    const rules = rulesetOf(`match /a/{x} { allow get: if !exists(/databases/$(database)/documents/b/$(x))
      && !exists(/databases/$(database)/documents/c/$(x)) && !exists(/databases/$(database)/documents/shared/d); }`);
    const sharedReads = new ReadBudget();
    const answers = Array.from({ length: 11 }, (_, index) => {
      const path = [...ROOT, 'a', `x${index}`];
      return authorize(
        rules,
        { method: 'get', path, auth: null, time: NOW, before: null, sharedReads },
        reader,
      );
    });
    // Nine operations read 2 documents each and one document together: 19; the tenth needs two more.
    expect(answers.map(answer => answer.allowed)).toEqual([
      ...Array.from({ length: 9 }, () => true),
      false,
      false,
    ]);
    expect(answers[9]?.trace).toContain('Maximum of 20 document reads');
  });
});

it('does not ask for the data of a document that no rule looks at', () => {
  const ruleset = rulesetOf('match /a/{x} { allow get: if resource != null && resource.id == x; }');
  const before = {
    get data(): never {
      throw new Error('was asked for');
    },
  };
  const request = { method: 'get', path: [...ROOT, 'a', '1'], auth: null, time: NOW, before } as const;
  expect(authorize(ruleset, request, readerOf({})).allowed).toBe(true);
});
