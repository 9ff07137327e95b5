import { authorize } from '../../firestore/rules/authorize.ts';
import { compileRules } from '../../firestore/rules/compile-rules.ts';
import type { Decision } from '../../firestore/rules/decision.ts';
import type { DocumentReader } from '../../firestore/rules/evaluate/reads.ts';
import type { QueryFilter, QueryShape } from '../../firestore/rules/prove/query.ts';
import type { AccessRequest, Identity } from '../../firestore/rules/request.ts';
import type { Ruleset } from '../../firestore/rules/ruleset.ts';
import { type Json, mapFromJson } from '../../firestore/rules/values/json.ts';
import { Timestamp } from '../../firestore/rules/values/time.ts';

export const ROOT = ['databases', '(default)', 'documents'];

export const NOW = new Timestamp(1_750_000_000, 0);

/** A signed-in user. */
export const user = (uid: string, claims: { readonly [claim: string]: Json } = {}): Identity => ({
  uid,
  token: mapFromJson({ sub: uid, ...claims }),
});

/** Compiles `body` inside of the match on the database's documents. */
export const rulesetOf = (body: string, version: 1 | 2 = 2): Ruleset => {
  const compilation = compileRules(
    `rules_version = '${version}';\nservice cloud.firestore { match /databases/{database}/documents {\n${body}\n} }`,
  );
  if (!compilation.ok) throw new Error(compilation.issues.map(issue => issue.message).join('\n'));
  return compilation.ruleset;
};

export type Documents = { readonly [path: string]: { readonly [field: string]: Json } };

/** Documents by their path below the root; `after` only lists what differs. */
export const readerOf = (before: Documents, after: Documents = {}): DocumentReader => {
  const look = (documents: Documents, path: readonly string[]) => {
    const found = documents[path.slice(ROOT.length).join('/')];
    return found === undefined ? undefined : mapFromJson(found);
  };
  return {
    before: path => look(before, path),
    after: path => look({ ...before, ...after }, path),
  };
};

export interface Ask {
  readonly method?: 'get' | 'create' | 'update' | 'delete';
  readonly path: string;
  readonly auth?: Identity | null;
  readonly before?: { readonly [field: string]: Json };
  readonly after?: { readonly [field: string]: Json };
  readonly reader?: DocumentReader;
  readonly request?: Partial<AccessRequest>;
}

const NO_DOCUMENTS = readerOf({});

/** Asks for an operation on one document. */
export const ask = (ruleset: Ruleset, question: Ask): Decision => {
  const { method = 'get', path, auth = null, before, after, reader = NO_DOCUMENTS } = question;
  const request: AccessRequest = {
    method,
    path: [...ROOT, ...path.split('/')],
    auth,
    time: NOW,
    before: before === undefined ? null : { data: mapFromJson(before) },
    after: after === undefined ? null : { data: mapFromJson(after) },
  };
  return authorize(ruleset, request, reader);
};

export interface AskList extends Partial<QueryShape> {
  readonly auth?: Identity | null;
  readonly reader?: DocumentReader;
}

/** Asks for a query of a collection, given by its path, or of a collection group, given as `**` and its id. */
export const askList = (ruleset: Ruleset, collection: string, question: AskList = {}): Decision => {
  const { auth = null, reader = NO_DOCUMENTS, ...shape } = question;
  const segments = collection.split('/');
  const group = segments[0] === '**';
  const query: QueryShape = {
    parent: group ? ROOT : [...ROOT, ...segments.slice(0, -1)],
    collection: segments.at(-1),
    allDescendants: group,
    ...shape,
  };
  return authorize(ruleset, { method: 'list', auth, time: NOW, query }, reader);
};

export const and = (...filters: readonly QueryFilter[]): QueryFilter => ({ kind: 'and', filters });

export const or = (...filters: readonly QueryFilter[]): QueryFilter => ({ kind: 'or', filters });
