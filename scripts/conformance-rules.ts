/**
 * Compares the rules engine with verdicts recorded from production:
 *
 *   node scripts/conformance-rules.ts VERDICTS.json
 *
 * The file holds an array of `{id, rules, cases: [{description, method, path, auth, resource, data,
 * functionMocks, requestTime, production}]}`. Exits with 1 when a disagreement is not among the exceptions.
 */
import { readFileSync } from 'node:fs';
import { authorize } from '../local/firestore/rules/authorize.ts';
import { compileRules } from '../local/firestore/rules/compile-rules.ts';
import type { DocumentReader } from '../local/firestore/rules/evaluate/reads.ts';
import type { AccessRequest } from '../local/firestore/rules/request.ts';
import type { Ruleset } from '../local/firestore/rules/ruleset.ts';
import { type Json, mapFromJson } from '../local/firestore/rules/values/json.ts';
import { Timestamp } from '../local/firestore/rules/values/time.ts';
import type { MapValue } from '../local/firestore/rules/values/value.ts';

type JsonObject = { readonly [key: string]: Json };

interface Mock {
  readonly function: string;
  readonly path: string;
  readonly result: boolean | JsonObject;
}

interface Case {
  readonly description: string;
  readonly method: AccessRequest['method'];
  readonly path: string;
  readonly auth?: { readonly uid: string; readonly token?: JsonObject } | null;
  readonly resource?: JsonObject;
  readonly data?: JsonObject;
  readonly functionMocks?: readonly Mock[];
  readonly requestTime?: string;
  readonly production: 'ALLOW' | 'DENY';
  readonly note?: string;
}

interface Recording {
  readonly id: string;
  readonly rules: string;
  readonly cases: readonly Case[];
}

/**
 * Where the recording differs from what clients of Firestore see. Each is recognised by the production message
 * and by what the rule does, never by the name of a case, and only explains a request that production denied.
 */
const EXCEPTIONS: readonly {
  readonly reason: string;
  readonly applies: (test: Case, line: string) => boolean;
}[] = [
  {
    reason:
      'the Test API raises "Null value error" for a missing document even when it is only compared with null',
    applies: (test, line) => test.resource === undefined && /\bresource\s*[=!]=\s*null/.test(line),
  },
  {
    reason: 'the Test API gives mocked documents neither id nor __name__',
    applies: (test, line) =>
      /Property (id|__name__) is undefined/.test(test.note ?? '') && /\.(id|__name__)\b/.test(line),
  },
  {
    reason:
      'the Test API does not know a get() of a document that was not mocked; a missing document is null',
    applies: (test, line) =>
      /Function not found error: Name: \[get\]/.test(test.note ?? '') && /==\s*null/.test(line),
  },
];

const ROOT = ['databases', '(default)', 'documents'];

const fullPath = (path: string): string[] => [...ROOT, ...path.split('/')];

const readerOf = (test: Case): DocumentReader => {
  const mocked = new Map<string, MapValue>();
  for (const mock of test.functionMocks ?? []) {
    if (mock.result === false) continue;
    mocked.set(mock.path, mapFromJson(mock.result === true ? {} : mock.result));
  }
  const stored = (path: readonly string[]) => mocked.get(path.slice(ROOT.length).join('/'));
  const isTarget = (path: readonly string[]) => path.slice(ROOT.length).join('/') === test.path;
  return {
    before: path => (isTarget(path) && test.resource ? mapFromJson(test.resource) : stored(path)),
    after: path => {
      if (!isTarget(path)) return stored(path);
      return test.method === 'delete' || !test.data ? undefined : mapFromJson(test.data);
    },
  };
};

const requestOf = (test: Case): AccessRequest => {
  const { method, auth } = test;
  const common = {
    auth: auth ? { uid: auth.uid, token: mapFromJson({ sub: auth.uid, ...auth.token }) } : null,
    time: Timestamp.fromMillis(Date.parse(test.requestTime ?? '2026-01-01T00:00:00Z')),
  };
  const path = fullPath(test.path);
  if (method === 'list') {
    const collection = path.slice(0, -1);
    const query = { parent: collection.slice(0, -1), collection: collection.at(-1), allDescendants: false };
    return { ...common, method, query };
  }
  const before = test.resource ? { data: mapFromJson(test.resource) } : null;
  const after = test.data ? { data: mapFromJson(test.data) } : null;
  return { ...common, method, path, before, after };
};

/** The lines of the rules that the request fell on, by way of the denial or of the block's name. */
const ruleText = (ruleset: Ruleset, test: Case): string => {
  const collection = test.path.split('/')[0] ?? '';
  const start = ruleset.source.indexOf(`match /${collection}/`);
  const end = ruleset.source.indexOf('match /', start + 1);
  return ruleset.source.slice(start, end < 0 ? undefined : end);
};

const runCase = (ruleset: Ruleset, test: Case) => {
  const decision = authorize(ruleset, requestOf(test), readerOf(test));
  return { verdict: decision.allowed ? 'ALLOW' : 'DENY', trace: decision.trace.trim() };
};

const main = (file: string): number => {
  const recordings = JSON.parse(readFileSync(file, 'utf8')) as readonly Recording[];
  let agreed = 0;
  let total = 0;
  let unexplained = 0;
  const excepted: string[] = [];
  for (const { id, rules, cases } of recordings) {
    const compilation = compileRules(rules);
    for (const test of cases) {
      total += 1;
      const outcome = compilation.ok
        ? runCase(compilation.ruleset, test)
        : { verdict: 'COMPILE ERROR', trace: compilation.issues.map(issue => issue.message).join('; ') };
      if (outcome.verdict === test.production) {
        agreed += 1;
        continue;
      }
      const text = compilation.ok ? ruleText(compilation.ruleset, test) : '';
      const exception =
        test.production === 'DENY' ? EXCEPTIONS.find(({ applies }) => applies(test, text)) : undefined;
      const line = `${id}: ${test.description}: production ${test.production}, here ${outcome.verdict}`;
      if (exception !== undefined) {
        excepted.push(`${line}\n    because ${exception.reason}`);
      } else {
        unexplained += 1;
        console.log(`DISAGREES ${line}${outcome.trace === '' ? '' : `\n    ${outcome.trace}`}`);
      }
    }
  }
  console.log(`\nExceptions (artefacts of the recording): ${excepted.length}`);
  for (const line of excepted) console.log(`  ${line}`);
  console.log(
    `\n${agreed} of ${total} verdicts agree, ${excepted.length} excepted, ${unexplained} unexplained`,
  );
  return unexplained === 0 && total > 0 ? 0 : 1;
};

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/conformance-rules.ts VERDICTS.json');
  process.exitCode = 2;
} else {
  process.exitCode = main(file);
}
