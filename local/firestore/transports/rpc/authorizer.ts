import type { Query } from '../../query/query.ts';
import type { DocumentLookup } from '../../storage/database.ts';
import { FirestoreError } from '../../storage/errors.ts';
import type { DatabaseId } from '../../storage/resource-path.ts';
import type { WriteEffect } from '../../storage/staged-commit.ts';
import type { TimestampValue } from '../../storage/values.ts';
import type { Caller } from './caller.ts';

/** What every decision is about. The administrator is never asked about. */
interface Access {
  readonly databaseId: DatabaseId;
  readonly caller: Exclude<Caller, { kind: 'admin' }>;
  /** Time of the request; in a commit, equal to the server timestamps that it writes. */
  readonly requestTime: TimestampValue;
  /**
   * Takes the paths of the documents that had to be looked up, a refusal's too: should one of them change, the answer
   * may be another.
   */
  readonly lookups: Set<string>;
}

/** Reading documents by their paths; some may be missing. */
export interface GetAccess extends Access {
  readonly paths: readonly string[];
  readonly documents: DocumentLookup;
}

/** Reading whatever a query finds. */
export interface ListAccess extends Access {
  readonly query: Query;
  readonly documents: DocumentLookup;
}

/** Making a batch of writes, all or nothing. */
export interface CommitAccess extends Access {
  readonly effects: readonly WriteEffect[];
  /** State before the batch. */
  readonly before: DocumentLookup;
  /** State after the whole batch. */
  readonly after: DocumentLookup;
}

/** Decides what callers other than the administrator may do. Each method throws PERMISSION_DENIED to refuse. */
export interface Authorizer {
  get(access: GetAccess): void;
  list(access: ListAccess): void;
  commit(access: CommitAccess): void;
}

/** For projects without rules: everything is allowed, as in Google's emulator. */
export const allowEverything: Authorizer = {
  get: () => undefined,
  list: () => undefined,
  commit: () => undefined,
};

/** @throws PERMISSION_DENIED unless the caller is the administrator */
export function requireAdmin(caller: Caller): void {
  if (caller.kind !== 'admin') {
    throw new FirestoreError('PERMISSION_DENIED', 'Metadata operations require admin authentication.');
  }
}
