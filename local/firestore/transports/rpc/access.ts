import type { Query } from '../../query/query.ts';
import type { DocumentLookup } from '../../storage/database.ts';
import type { DatabaseId } from '../../storage/resource-path.ts';
import type { StagedCommit } from '../../storage/staged-commit.ts';
import { TimestampValue } from '../../storage/values.ts';
import type { Caller } from './caller.ts';
import type { Engine } from './engine.ts';

/** Asks the authoriser on behalf of one caller; the administrator passes without being asked. */
export class AccessCheck {
  private readonly engine: Engine;
  private readonly databaseId: DatabaseId;
  private readonly caller: Caller;

  constructor(engine: Engine, databaseId: DatabaseId, caller: Caller) {
    this.engine = engine;
    this.databaseId = databaseId;
    this.caller = caller;
  }

  /** @returns the documents that the permission rests on @throws PERMISSION_DENIED */
  get(paths: readonly string[], documents: DocumentLookup): readonly string[] {
    const { caller, databaseId } = this;
    if (caller.kind === 'admin') return [];
    return this.engine.authorizer.get({ databaseId, caller, requestTime: this.now(), paths, documents });
  }

  /** @returns the documents that the permission rests on @throws PERMISSION_DENIED */
  list(query: Query, documents: DocumentLookup): readonly string[] {
    const { caller, databaseId } = this;
    if (caller.kind === 'admin') return [];
    return this.engine.authorizer.list({ databaseId, caller, requestTime: this.now(), query, documents });
  }

  /** @throws PERMISSION_DENIED */
  commit({ effects, requestTime, after }: StagedCommit, before: DocumentLookup): void {
    const { caller, databaseId } = this;
    if (caller.kind === 'admin') return;
    this.engine.authorizer.commit({ databaseId, caller, requestTime, effects, before, after });
  }

  private now(): TimestampValue {
    return TimestampValue.fromMicros(this.engine.store.clock.readTime());
  }
}
