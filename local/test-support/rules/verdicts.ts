import { authorize } from '../../firestore/rules/authorize.ts';
import { compileRules } from '../../firestore/rules/compile-rules.ts';
import { mapFromJson } from '../../firestore/rules/values/json.ts';
import { Timestamp } from '../../firestore/rules/values/time.ts';
import {
  Bytes,
  LatLng,
  type MapValue,
  Path,
  StoredMap,
  type Value,
} from '../../firestore/rules/values/value.ts';

export type Verdict = 'true' | 'false' | 'error' | 'compile';

/** One line of a verdict table. */
export interface Row {
  readonly verdict: Verdict;
  readonly expression: string;
}

/**
 * Reads a table of expressions: on every line the verdict (`true`, `false`, `error` or `compile` for a compile
 * error), then the expression. Empty lines and lines that begin with `#` are left out.
 */
export const rows = (table: string): Row[] =>
  table
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [, verdict, expression] = /^(true|false|error|compile)\s+(.*)$/.exec(line) ?? [];
      if (verdict === undefined || expression === undefined) throw new Error(`Not a row: ${line}`);
      return { verdict: verdict as Verdict, expression };
    });

/** A document with a field of every type. */
const SAMPLE: MapValue = new StoredMap([
  ['nothing', null],
  ['yes', true],
  ['int', 5n],
  ['float', 2.5],
  ['whole', 1],
  ['text', 'hello'],
  ['bytes', new Bytes(Uint8Array.of(1, 2, 255))],
  ['time', new Timestamp(1_700_000_000, 123_456_789)],
  ['place', new LatLng(52.52, 13.405)],
  ['list', [1n, 2n, 3n]],
  ['names', ['a', 'b', 'a']],
  ['ref', new Path(['databases', '(default)', 'documents', 'users', 'bob'])],
  ['map', mapFromJson({ a: 1, b: { c: 'deep' }, toString: 'own' })],
]);

const IDENTITY = {
  uid: 'alice',
  token: mapFromJson({ sub: 'alice', email: 'alice@example.com', admin: true }),
};

const ROOT = ['databases', '(default)', 'documents'];

/** A collection `users` with one document, `alice`; `users/ghost` comes into being with the operation. */
const READER = {
  before: (path: readonly string[]) =>
    path.join('/') === 'databases/(default)/documents/users/alice'
      ? mapFromJson({ role: 'editor' })
      : undefined,
  after: (path: readonly string[]) =>
    path.at(-2) === 'users' && ['alice', 'ghost'].includes(path.at(-1) ?? '')
      ? mapFromJson({ role: 'owner' })
      : undefined,
};

/** Declarations that a table's expressions may use, written at the scope of the match. */
export interface Setting {
  readonly functions?: string;
  readonly method?: 'get' | 'create' | 'update' | 'delete';
  readonly after?: { readonly [key: string]: Value };
}

/** Evaluates an expression as the condition of a request by `alice` on `things/thing`, which holds SAMPLE. */
export const verdictOf = (expression: string, setting: Setting = {}): Verdict => {
  const { functions = '', method = 'get', after } = setting;
  const compilation = compileRules(
    `rules_version = '2'; service cloud.firestore { match /databases/{database}/documents {
      ${functions}
      match /things/{thing} { allow ${method}: if ${expression}; }
    } }`,
  );
  if (!compilation.ok) return 'compile';
  const decision = authorize(
    compilation.ruleset,
    {
      method,
      path: [...ROOT, 'things', 'thing'],
      auth: IDENTITY,
      time: new Timestamp(1_750_000_000, 500_000_000),
      before: method === 'create' ? null : { data: SAMPLE },
      after: after === undefined ? null : { data: new StoredMap(Object.entries(after)) },
    },
    READER,
  );
  if (decision.allowed) return 'true';
  return decision.trace.startsWith('\nfalse for') ? 'false' : 'error';
};
