import type { Tab } from '../../billing/tab.ts';
import type { Query } from '../../query/query.ts';
import type { Database, DocumentLookup } from '../../storage/database.ts';
import { FirestoreError } from '../../storage/errors.ts';
import type { DatabaseId } from '../../storage/resource-path.ts';
import type { StagedCommit } from '../../storage/staged-commit.ts';
import { TimestampValue } from '../../storage/values.ts';
import type { Write } from '../../storage/write.ts';
import type { Caller } from './caller.ts';
import type { Engine } from './engine.ts';

/**
 * What one caller may do, and is billed for. The authoriser is asked on the caller's behalf; the administrator passes
 * without being asked.
 */
export class AccessCheck {
  /** Where the caller's operations are counted. */
  readonly tab: Tab;
  private readonly engine: Engine;
  private readonly databaseId: DatabaseId;
  private readonly caller: Caller;

  constructor(engine: Engine, databaseId: DatabaseId, caller: Caller) {
    this.engine = engine;
    this.databaseId = databaseId;
    this.caller = caller;
    this.tab = engine.billing.tab(databaseId.project, caller.kind);
  }

  /** @returns the documents that the permission rests on @throws PERMISSION_DENIED */
  get(paths: readonly string[], documents: DocumentLookup): readonly string[] {
    const { caller, databaseId, engine } = this;
    if (caller.kind === 'admin') return [];
    const asked = { databaseId, caller, requestTime: this.now(), paths, documents };
    return this.withLookups(lookups => engine.authorizer.get({ ...asked, lookups }));
  }

  /** @returns the documents that the permission rests on @throws PERMISSION_DENIED */
  list(query: Query, documents: DocumentLookup): readonly string[] {
    const { caller, databaseId, engine } = this;
    if (caller.kind === 'admin') return [];
    const asked = { databaseId, caller, requestTime: this.now(), query, documents };
    return this.withLookups(lookups => engine.authorizer.list({ ...asked, lookups }));
  }

  /**
   * Commits writes as one, if the caller may.
   *
   * @throws PERMISSION_DENIED, and what a failed precondition throws; then nothing has happened
   */
  commit(database: Database, writes: readonly Write[]): StagedCommit {
    const staged = this.engine.store.commit(database, writes, outcome => this.approve(outcome, database));
    this.tab.writes(writes);
    return staged;
  }

  /**
   * Commits writes to different documents, each by itself.
   *
   * @returns for each write what became of it, or why it did not happen
   */
  commitEach(database: Database, writes: readonly Write[]): (StagedCommit | FirestoreError)[] {
    const outcomes = this.engine.store.commitEach(database, writes, staged => this.approve(staged, database));
    this.tab.writes(writes.filter((_, index) => !(outcomes[index] instanceof FirestoreError)));
    return outcomes;
  }

  private approve({ effects, requestTime, after }: StagedCommit, before: DocumentLookup): void {
    const { caller, databaseId, engine } = this;
    if (caller.kind === 'admin') return;
    const asked = { databaseId, caller, requestTime, effects, before, after };
    this.withLookups(lookups => engine.authorizer.commit({ ...asked, lookups }));
  }

  /** What rules look up is billed once for a request, and whatever the answer is. */
  private withLookups(ask: (lookups: Set<string>) => void): readonly string[] {
    const lookups = new Set<string>();
    try {
      ask(lookups);
    } finally {
      this.tab.documents(lookups);
    }
    return [...lookups];
  }

  private now(): TimestampValue {
    return TimestampValue.fromMicros(this.engine.store.clock.readTime());
  }
}
