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
import { documentPath, LazyMap, toRulesTime } from './rules-value.ts';

/** Asks the rules in force for every access but the administrator's. A denial carries their trace. */
export function enforcer(rulebook: Rulebook): Authorizer {
  return {
    get(access: GetAccess) {
      const ruleset = rulebook.rulesOf(access.databaseId.project);
      if (ruleset === undefined) return;
      const { database } = access.databaseId;
      decide(
        ruleset,
        {
          method: 'get',
          path: documentPath(database, access.path),
          auth: identityOf(access.caller),
          time: toRulesTime(access.requestTime),
          before: stateOf(access.document),
        },
        readerOf(access.documents, access.documents),
      );
    },

    list(access: ListAccess) {
      const ruleset = rulebook.rulesOf(access.databaseId.project);
      if (ruleset === undefined) return;
      decide(
        ruleset,
        {
          method: 'list',
          query: queryShape(access.databaseId.database, access.query),
          auth: identityOf(access.caller),
          time: toRulesTime(access.requestTime),
        },
        readerOf(access.documents, access.documents),
      );
    },

    commit(access: CommitAccess) {
      const ruleset = rulebook.rulesOf(access.databaseId.project);
      if (ruleset === undefined) return;
      const auth = identityOf(access.caller);
      const time = toRulesTime(access.requestTime);
      const reader = readerOf(access.before, access.after);
      const sharedReads = new ReadBudget();
      for (const effect of access.effects) {
        const path = documentPath(access.databaseId.database, effect.write.path);
        const states = { before: stateOf(effect.before), after: stateOf(effect.after) };
        decide(ruleset, { method: methodOf(effect), path, auth, time, sharedReads, ...states }, reader);
      }
    },
  };
}

/** @throws PERMISSION_DENIED */
function decide(ruleset: Ruleset, request: AccessRequest, reader: DocumentReader): void {
  const { allowed, trace } = authorize(ruleset, request, reader);
  if (!allowed) throw new FirestoreError('PERMISSION_DENIED', trace);
}

/** A `verify` write only looks at a document: it needs what a get needs. */
function methodOf({ write, before }: WriteEffect): 'get' | 'create' | 'update' | 'delete' {
  if (write.kind === 'verify') return 'get';
  if (write.kind === 'delete') return 'delete';
  return before === undefined ? 'create' : 'update';
}

const stateOf = (document: StoredDocument | undefined): DocumentState | null =>
  document === undefined ? null : { data: new LazyMap(document.fields) };

function readerOf(before: DocumentLookup, after: DocumentLookup): DocumentReader {
  const read = (lookup: DocumentLookup, path: readonly string[]): MapValue | undefined => {
    const document = lookup.get(path.slice(3).join('/'));
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
