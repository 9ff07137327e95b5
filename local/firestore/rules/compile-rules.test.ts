import { describe, expect, it } from 'vitest';
import { authorize } from './authorize.ts';
import { formatIssue } from './check/issues.ts';
import { compileRules } from './compile-rules.ts';
import { Timestamp } from './values/time.ts';

const issuesOf = (source: string): string[] => {
  const compilation = compileRules(source);
  return (compilation.ok ? compilation.ruleset.warnings : compilation.issues).map(formatIssue);
};

const service = (body: string) => `service cloud.firestore {\n${body}\n}`;
const rule = (condition: string) => service(`match /a/{b} { allow read: if ${condition}; }`);
const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i));

describe('compile errors', () => {
  it.each([
    ['an empty file', '', "L1:1 Unexpected end of file, expecting 'service'."],
    ['no service', "rules_version = '2';", "L1:21 Unexpected end of file, expecting 'service'."],
    ['an unknown version', "rules_version = '3'; service", "L1:17 Unexpected ''3'', expecting '1' or '2'."],
    ['another service', 'service firebase.storage {}', "L1:9 Unsupported service 'firebase.storage'."],
    ['a missing brace', service('match /a/{b} {'), "L3:2 Unexpected end of file, expecting 'match'."],
    [
      'no condition',
      service('match /a/{b} {\n  allow read: if ;\n}'),
      "L3:18 Missing conditional expression after 'if'.",
    ],
    [
      'no semicolon before a function',
      service('match /a/{b} {\n  allow read: if true\nfunction f() { return 1; }\n}'),
      "L4:1 Unexpected 'function', expecting ';'.",
    ],
    [
      'no semicolon before anything else',
      service('match /a/{b} {\n  allow read: if true\nnothing;\n}'),
      "L4:1 Unexpected 'nothing', expecting ';'.",
    ],
    ['no if', service('match /a/{b} { allow read: true; }'), "L2:28 Unexpected 'true', expecting 'if'."],
    [
      'an unknown operation',
      service('match /a/{b} { allow reading; }'),
      "L2:22 Unexpected 'reading', expecting an operation such as read or write.",
    ],
    ['allow outside of match', service('allow read;'), "L2:1 Unexpected 'allow', expecting 'match'."],
    ['a relative path', service('match a/{b} {}'), "L2:7 A match path must start with '/'."],
    ['an unnamed variable', service('match /a/{} {}'), 'L2:11 Missing name of the path variable.'],
    ['an open variable', service('match /a/{b {}'), "L2:13 Missing '}' after the path variable."],
    ['an empty segment', service('match /a//b {}'), 'L2:10 Missing path segment.'],
    ['an unterminated string', rule("'abc"), 'L2:31 Unterminated string literal.'],
    ['an unknown escape', rule("'\\.'"), "L2:32 Invalid escape sequence '\\.' in string literal."],
    ['an unterminated comment', '/* no end', 'L1:1 Unterminated comment.'],
    ['a stray character', rule('a # b'), "L2:33 Unexpected character '#'."],
    ['an unknown type', rule('1 is integer'), 'L2:36 Invalid type: integer.'],
    [
      'look-ahead',
      rule("'a'.matches('(?=a)')"),
      'L2:43 Invalid regular expression: error parsing regexp: invalid or unsupported Perl syntax: `(?=`.',
    ],
    [
      'a let without value',
      service('function f() { let a; return 1; }'),
      "L2:21 Unexpected ';', expecting '='.",
    ],
    [
      'a function without return',
      service('function f() { let a = 1; }'),
      "L2:27 Unexpected '}', expecting 'return'.",
    ],
    [
      'something after the service',
      `${service('')} match`,
      "L3:3 Unexpected 'match', expecting the end of the file.",
    ],
    ['recursion', service('function f() { return f(); }'), 'L2:23 Recursive call is not allowed.'],
    [
      'mutual recursion of unused functions',
      service('function f() { return g(); }\nfunction g() { return f(); }'),
      'L3:23 Recursive call is not allowed.',
    ],
    [
      'two functions of one name in a scope',
      service('function f() { return 1; }\nfunction f() { return 2; }'),
      'L3:1 Function f is already defined in this scope.',
    ],
    ['two parameters of one name', service('function f(a, a) { return a; }'), 'L2:15 Duplicate parameter a.'],
    [
      'two lets of one name',
      service('function f() { let a = 1; let a = 2; return a; }'),
      'L2:27 Duplicate variable a.',
    ],
    [
      'two recursive wildcards in one path',
      `rules_version = '2'; ${service('match /{a=**}/{b=**} {}')}`,
      'L2:1 A match path may have at most one recursive wildcard.',
    ],
    [
      'a recursive wildcard that is not last in version 1',
      service('match /{a=**}/b {}'),
      "L2:1 In rules_version '1' a recursive wildcard must come last in its path.",
    ],
  ])('%s', (_, source, issue) => {
    const compilation = compileRules(source);
    expect(compilation.ok).toBe(false);
    expect(issuesOf(source)[0]).toBe(issue);
  });

  it('reports several mistakes in the order of the text', () => {
    const source = service('function f() { return f(); }\nmatch /a/{b} { allow read: if 1 is nothing; }');
    expect(issuesOf(source)).toEqual([
      'L2:23 Recursive call is not allowed.',
      'L3:36 Invalid type: nothing.',
    ]);
  });
});

describe('what only deserves a warning', () => {
  it.each([
    [rule('nothing == 1'), 'L2:31 Invalid variable name: nothing.'],
    [rule('nothing()'), 'L2:31 Invalid function name: nothing.'],
    [rule('bool(1)'), 'L2:31 Invalid function name: bool.'],
    [rule('debug(true)'), 'L2:31 Invalid function name: debug.'],
    [rule('math.isInfinite(1.0)'), 'L2:31 Invalid function name: math.isInfinite.'],
  ])('%s', (source, warning) => {
    expect(compileRules(source).ok).toBe(true);
    expect(issuesOf(source)).toEqual([warning]);
  });

  it('knows debug() in the way of the emulator when asked to', () => {
    const compilation = compileRules(rule('debug(true)'), { debug: true });
    expect(compilation.ok && compilation.ruleset.warnings).toEqual([]);
  });
});

describe('what is accepted', () => {
  it.each([
    ['a file without version', rule('true')],
    ['version 1', `rules_version = '1'; ${rule('true')}`],
    ['version 2 in double quotes, without semicolon', `rules_version = "2"\n${rule('true')}`],
    ['an empty service', service('')],
    ['an empty match', service('match /a/{b} {}')],
    ['several operations', service('match /a/{b} { allow get, list, create, update, delete; }')],
    [
      'functions at file scope, before and after',
      `function f() { return 1; }\n${service('')}\nfunction g() { return f(); }`,
    ],
    ['a return without semicolon', service('function f() { return 1 }')],
    ['allow without semicolon before }', service('match /a/{b} { allow read: if true }')],
    ['allow without semicolon and condition', service('match /a/{b} { allow read }')],
    [
      'allow without semicolon before allow',
      service('match /a/{b} { allow get allow list: if true allow write; }'),
    ],
    [
      'allow without semicolon before match',
      service('match /a/{b} { allow get: if b == "x" match /c/{d} { allow get } }'),
    ],
    ['comments everywhere', `/* a */ service /* b */ cloud.firestore { // c\n /* d\n e */ }`],
    [
      'a byte order mark and Windows line ends',
      `\uFEFFservice cloud.firestore {\r\n match /a/{b} {\r\n }\r\n}`,
    ],
    ['shadowing', service('function f() { return 1; } match /a/{b} { function f() { return 2; } }')],
    ['blanks in path variables', service('match /a/{ b }/{ c = ** } {}')],
  ])('%s', (_, source) => {
    expect(issuesOf(source)).toEqual([]);
    expect(compileRules(source).ok).toBe(true);
  });
});

describe('limits of a text', () => {
  const chain = (length: number) =>
    service(
      repeat(length, i => `function f${i}() { return ${i === length - 1 ? 'true' : `f${i + 1}()`}; }`).join(
        '\n',
      ),
    );

  it.each([
    ['98 flat terms', rule(repeat(98, () => 'true').join(' && ')), true],
    ['99 flat terms', rule(repeat(99, () => 'true').join(' && ')), false],
    ['97 parentheses', rule(`${'('.repeat(97)}true${')'.repeat(97)}`), true],
    ['98 parentheses', rule(`${'('.repeat(98)}true${')'.repeat(98)}`), false],
    ['49 right-nested terms', rule(`${'true && ('.repeat(48)}true${')'.repeat(48)}`), true],
    ['50 right-nested terms', rule(`${'true && ('.repeat(49)}true${')'.repeat(49)}`), false],
    ['97 negations', rule(`${'!'.repeat(97)}true`), true],
    ['98 negations', rule(`${'!'.repeat(98)}true`), false],
    ['a chain of 21 functions', chain(21), true],
    ['a chain of 22 functions', chain(22), false],
    ['11 lets', service(`function f() { ${repeat(11, i => `let x${i} = 1;`).join('')} return 1; }`), true],
    ['12 lets', service(`function f() { ${repeat(12, i => `let x${i} = 1;`).join('')} return 1; }`), false],
    ['7 parameters', service(`function f(${repeat(7, i => `a${i}`).join(',')}) { return 1; }`), true],
    ['8 parameters', service(`function f(${repeat(8, i => `a${i}`).join(',')}) { return 1; }`), false],
    ['10 nested matches', service(`${'match /a {'.repeat(10)}${'}'.repeat(10)}`), true],
    ['11 nested matches', service(`${'match /a {'.repeat(11)}${'}'.repeat(11)}`), false],
    ['100 segments', service(`match ${'/a'.repeat(100)} {}`), true],
    ['101 segments', service(`match ${'/a'.repeat(101)} {}`), false],
    [
      '101 segments over two blocks',
      service(`match ${'/a'.repeat(60)} { match ${'/a'.repeat(41)} {} }`),
      false,
    ],
    ['20 variables', service(`match ${repeat(20, i => `/{v${i}}`).join('')} {}`), true],
    ['21 variables', service(`match ${repeat(21, i => `/{v${i}}`).join('')} {}`), false],
    ['256 KB', rule('true').padEnd(256 * 1024), true],
    ['more than 256 KB', rule('true').padEnd(256 * 1024 + 1), false],
    ['256 KB counted in bytes', `${rule('true')} //${'é'.repeat(128 * 1024)}`, false],
  ])('%s', (_, source, ok) => {
    expect(compileRules(source).ok).toBe(ok);
  });

  it('names the limit that was passed', () => {
    expect(issuesOf(chain(22))[0]).toMatch(
      /^L2:1 Maximum allowed call depth of 20 is reached for \[f0->f1->/,
    );
    expect(issuesOf(rule(`${'!'.repeat(200)}true`))[0]).toMatch(
      /Expression is too complex to evaluate safely\.$/,
    );
    const lets = repeat(12, i => `let x${i} = 1;`).join('\n');
    expect(issuesOf(service(`function f() {\n${lets}\nreturn 1; }`))).toEqual([
      'L14:1 Maximum allowed variable count of 10 for a given function has been reached.',
    ]);
  });
});

describe('hostile texts', () => {
  const SIZE = 250_000;
  const inCondition = (text: string) => `service cloud.firestore { match /a/{b} { allow read: if ${text}`;
  it.each([
    ...[
      '(',
      '[',
      '!',
      '-',
      '{',
      '$',
      '/$(',
      'f(',
      "{'a':",
      'a.',
      'a[',
      'a&&',
      'true ? ',
      "'\\",
      '1+',
      'a in ',
      '/a',
      '/*',
      '"',
    ].map(text => [text, inCondition(text.repeat(SIZE / text.length))] as const),
    ['nested matches', `service cloud.firestore {${'match /a {'.repeat(20_000)}`] as const,
    [
      'functions in a ring',
      repeat(5000, i => `function f${i}(){return f${(i + 1) % 5000}()}`).join(''),
    ] as const,
    ['a long number', inCondition('9'.repeat(SIZE))] as const,
    [
      'a long regular expression',
      inCondition(`'a'.matches('${'(a{30}|b){30}'.repeat(15_000)}'); }}`),
    ] as const,
    [
      'many regular expressions',
      service(repeat(4000, i => `match /a/b${i} { allow get: if 'a'.matches('a{900}${i}'); }`).join('')),
    ] as const,
    ['null characters', '\0'.repeat(SIZE)] as const,
  ])('answers %s with an error', (_, source) => {
    const compilation = compileRules(source);
    expect(compilation.ok).toBe(false);
    expect(issuesOf(source).length).toBeGreaterThan(0);
  });

  it('does not evaluate for ever', () => {
    const doubling = repeat(20, i => `function f${i}() { return f${i + 1}() || f${i + 1}(); }`).join('');
    const compilation = compileRules(`${doubling} function f20() { return false; } ${rule('f0()')}`);
    if (!compilation.ok) throw new Error('does not compile');
    const request = {
      method: 'get',
      path: ['a', 'x'],
      auth: null,
      time: new Timestamp(0, 0),
      before: null,
    } as const;
    const decision = authorize(compilation.ruleset, request, {
      before: () => undefined,
      after: () => undefined,
    });
    expect(decision.trace).toContain('maximum of 1000 expressions to evaluate has been reached');
  });
});
