import { authorize } from '../rules/authorize.ts';
import { type DocumentReader, ReadBudget } from '../rules/evaluate/reads.ts';
import type { AccessRequest, DocumentState, Identity } from '../rules/request.ts';
import type { Ruleset } from '../rules/ruleset.ts';
import { type Json, mapFromJson } from '../rules/values/json.ts';
import type { MapValue } from '../rules/values/value.ts';
import type { DocumentLookup } from '../storage/database.ts';
import type { StoredDocument } from '../storage/document.ts';
import { FirestoreError } from '../storage/errors.ts';
import type { WriteEffect } from '../storage/staged-commit.ts';
import type { Authorizer, CommitAccess, GetAccess, ListAccess } from '../transports/rpc/authorizer.ts';
import type { Caller } from '../transports/rpc/caller.ts';
import { queryShape } from './query-shape.ts';
import type { Rulebook } from './rulebook.ts';
import { documentPath, LazyMap, relativePath, toRulesTime } from './rules-value.ts';

/** Asks the rules in force for every access but the administrator's. A denial carries their trace. */
export function enforcer(rulebook: Rulebook): Authorizer {
  return {
    get(access: GetAccess) {
      const { databaseId, paths, documents } = access;
      const ruleset = rulebook.rulesOf(databaseId.project);
      if (ruleset === undefined) return;
      const { database } = databaseId;
      const auth = identityOf(access.caller);
      const time = toRulesTime(access.requestTime);
      const reader = readerOf(database, documents, documents);
      const sharedReads = new ReadBudget();
      for (const each of paths) {
        const path = documentPath(database, each);
        const before = stateOf(documents.get(each));
        decide(ruleset, { method: 'get', path, auth, time, sharedReads, before }, reader, access.lookups);
      }
    },

    list(access: ListAccess) {
      const { databaseId, documents } = access;
      const ruleset = rulebook.rulesOf(databaseId.project);
      if (ruleset === undefined) return;
      decide(
        ruleset,
        {
          method: 'list',
          query: queryShape(databaseId.database, access.query),
          auth: identityOf(access.caller),
          time: toRulesTime(access.requestTime),
        },
        readerOf(databaseId.database, documents, documents),
        access.lookups,
      );
    },

    commit(access: CommitAccess) {
      const { database, project } = access.databaseId;
      const ruleset = rulebook.rulesOf(project);
      if (ruleset === undefined) return;
      const auth = identityOf(access.caller);
      const time = toRulesTime(access.requestTime);
      const reader = readerOf(database, access.before, access.after);
      const sharedReads = new ReadBudget();
      for (const effect of access.effects) {
        const path = documentPath(database, effect.write.path);
        const states = { before: stateOf(effect.before), after: stateOf(effect.after) };
        const request = { method: methodOf(effect), path, auth, time, sharedReads, ...states };
        decide(ruleset, request, reader, access.lookups);
      }
    },
  };
}

/**
 * @param lookups takes the paths of the documents that were looked up for the decision
 * @throws PERMISSION_DENIED
 */
function decide(
  ruleset: Ruleset,
  request: AccessRequest,
  reader: DocumentReader,
  lookups: Set<string>,
): void {
  const { allowed, trace, reads } = authorize(ruleset, request, reader);
  for (const { path } of reads) lookups.add(relativePath(path));
  if (!allowed) throw new FirestoreError('PERMISSION_DENIED', trace);
}

/**
 * What a write asks for. Its precondition says so where it has one, even when the precondition fails: what
 * exists must not decide which rule answers. A `verify` write only looks at a document, as a get does.
 */
function methodOf({ write, before }: WriteEffect): 'get' | 'create' | 'update' | 'delete' {
  const { kind, precondition } = write;
  if (kind === 'verify') return 'get';
  if (kind === 'delete') return 'delete';
  if (precondition.kind === 'updateTime') return 'update';
  const exists = precondition.kind === 'exists' ? precondition.exists : before !== undefined;
  return exists ? 'update' : 'create';
}

const stateOf = (document: StoredDocument | undefined): DocumentState | null =>
  document === undefined ? null : { data: new LazyMap(document.fields) };

/** Rules only see documents of the database that they guard: in another one there are none. */
function readerOf(database: string, before: DocumentLookup, after: DocumentLookup): DocumentReader {
  const read = (lookup: DocumentLookup, path: readonly string[]): MapValue | undefined => {
    const document = path[1] === database ? lookup.get(relativePath(path)) : undefined;
    return document && new LazyMap(document.fields);
  };
  return { before: path => read(before, path), after: path => read(after, path) };
}

/** Claims are converted once for a caller: a stream asks again and again on behalf of the same one. */
const identities = new WeakMap<Caller, Identity>();

function identityOf(caller: Caller): Identity | null {
  if (caller.kind !== 'user') return null;
  const known = identities.get(caller);
  if (known) return known;
  // A token's payload was JSON: nothing else can be among its claims.
  const token = mapFromJson(caller.claims as { readonly [key: string]: Json });
  const identity = { uid: caller.uid, token };
  identities.set(caller, identity);
  return identity;
}
