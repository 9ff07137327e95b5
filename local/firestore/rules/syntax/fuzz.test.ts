import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printExpression } from '../../../test-support/rules/print.ts';
import { ask, askList, user } from '../../../test-support/rules/rulesets.ts';
import { compileRules } from '../compile-rules.ts';
import type { Expression } from './ast.ts';
import { parseRules } from './statements.ts';

const FRAGMENTS = [
  ...'{}()[];:,.=<>!+-*/%?$&|\'"\\#\n\t ',
  ...['&&', '||', '==', '!=', '<=', '>=', '=**', '//', '/*', '*/', '$(', '0', '1.5', '9223372036854775808'],
  ...[
    'service',
    'cloud.firestore',
    'match',
    'allow',
    'read',
    'if',
    'function',
    'let',
    'return',
    'true',
    'null',
  ],
  ...[
    'request',
    'resource',
    '.data',
    '.auth',
    'in',
    'is',
    'string',
    "'text'",
    "'\\u0041'",
    '/a/{b}',
    '{x=**}',
    'f(',
    'get(',
  ],
  ...[
    "rules_version = '2';",
    'service cloud.firestore {',
    'match /{d=**} {',
    'allow read: if ',
    '\u0000',
    '😀',
    'é',
  ],
];

const name = fc.constantFrom('request', 'resource', 'thing', 'a', 'math', 'x1', '_y');

/** Random expressions by the grammar, so that most of them parse. */
const expressionText = fc.letrec<{ e: string }>(tie => {
  const e = tie('e');
  return {
    e: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(
        'true',
        'false',
        'null',
        '0',
        '1',
        '-1',
        '2.5',
        '1e3',
        '9223372036854775807',
        '-9223372036854775808',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }).map(text => `'${text.replaceAll(/[\\'\n]/g, '')}'`),
      name,
      fc.array(e, { maxLength: 3 }).map(items => `[${items.join(', ')}]`),
      fc.tuple(e, e).map(([a, b]) => `{'k': ${a}, 'l': ${b}}`),
      e.map(inner => `(${inner})`),
      e.map(inner => `/a/$(${inner})/b`),
      fc
        .tuple(e, fc.constantFrom('data', 'auth', 'uid', 'missing'))
        .map(([target, member]) => `(${target}).${member}`),
      fc.tuple(e, e).map(([target, index]) => `(${target})[${index}]`),
      fc.tuple(e, e, e).map(([target, from, to]) => `(${target})[${from}:${to}]`),
      fc
        .tuple(
          e,
          fc.constantFrom('size', 'keys', 'matches', 'split', 'hasAll', 'diff', 'toSet', 'get', 'bind', 'x'),
          fc.array(e, { maxLength: 2 }),
        )
        .map(([target, method, args]) => `(${target}).${method}(${args.join(', ')})`),
      fc
        .tuple(
          fc.constantFrom('get', 'exists', 'string', 'int', 'path', 'unknown', 'math.abs', 'duration.value'),
          fc.array(e, { maxLength: 2 }),
        )
        .map(([fn, args]) => `${fn}(${args.join(', ')})`),
      fc.tuple(fc.constantFrom('!', '-'), e).map(([operator, operand]) => `${operator}(${operand})`),
      fc
        .tuple(
          e,
          fc.constantFrom('&&', '||', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', 'in'),
          e,
        )
        .map(([left, operator, right]) => `(${left}) ${operator} ${right}`),
      fc
        .tuple(e, fc.constantFrom('string', 'int', 'map', 'set'))
        .map(([operand, type]) => `(${operand}) is ${type}`),
      fc.tuple(e, e, e).map(([test, a, b]) => `(${test}) ? ${a} : ${b}`),
    ),
  };
}).e;

const ruleText = (condition: string) =>
  `rules_version = '2'; service cloud.firestore { match /databases/{d}/documents/{thing=**} { allow read: if ${condition}; } }`;

/** A tree without what depends on where it stands in a text. */
const shape = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(shape);
  if (typeof node !== 'object' || node === null) return typeof node === 'bigint' ? `${node}n` : node;
  const entries = Object.entries(node).filter(([key]) => key !== 'id' && !/span$/i.test(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, shape(value)]));
};

const conditionOf = (source: string): Expression | undefined =>
  parseRules(source).service.matches[0]?.allows[0]?.condition;

describe('random texts', () => {
  it('compile or give issues with a position inside of the text, and nothing else', () => {
    const soup = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map(parts => parts.join(''));
    const text = fc.oneof(
      soup,
      soup.map(ruleText),
      fc.string({ unit: 'binary' }),
      expressionText.map(ruleText),
    );
    fc.assert(
      fc.property(text, source => {
        const compilation = compileRules(source);
        if (compilation.ok) return;
        const lines = source.split('\n');
        expect(compilation.issues.length).toBeGreaterThan(0);
        for (const { line, column, message } of compilation.issues) {
          expect(message).not.toBe('');
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('evaluate without anything but an answer', () => {
    fc.assert(
      fc.property(expressionText, expression => {
        const compilation = compileRules(ruleText(expression));
        if (!compilation.ok) return;
        const { ruleset } = compilation;
        const before = { a: 1, data: { uid: 'x' }, list: ['a', 2.5, null] };
        const single = ask(ruleset, { path: 'docs/d', auth: user('alice'), before });
        const list = askList(ruleset, 'docs', { auth: user('alice') });
        const group = askList(ruleset, '**/docs', { auth: null });
        for (const decision of [single, list, group]) expect(decision.allowed).toBe(decision.trace === '');
      }),
      { numRuns: 1500 },
    );
  });

  it('print to a text that parses to the same tree', () => {
    fc.assert(
      fc.property(expressionText, expression => {
        const compilation = compileRules(ruleText(expression));
        if (!compilation.ok) return;
        const first = conditionOf(ruleText(expression));
        if (first === undefined) throw new Error('no condition');
        expect(shape(conditionOf(ruleText(printExpression(first))))).toEqual(shape(first));
      }),
      { numRuns: 1000 },
    );
  });
});
