import { CommitClock, type MicrosecondClock } from './clock.ts';
import { Database } from './database.ts';
import type { Change } from './document.ts';
import type { Journal } from './journal.ts';
import { type DatabaseId, databaseName } from './resource-path.ts';
import { type StagedCommit, stageCommit } from './staged-commit.ts';
import type { Write } from './write.ts';

/** All databases of a server, and the one place where they change. */
export class Store {
  readonly clock: CommitClock;
  private readonly journal: Journal;
  private readonly databases = new Map<string, Database>();

  /** Loads what the journal holds. */
  constructor(journal: Journal, now: MicrosecondClock) {
    this.journal = journal;
    this.clock = new CommitClock(now);
    for (const { databaseId, document } of journal.load()) {
      this.clock.advance(document.updateTime);
      this.database(databaseId).load(document);
    }
  }

  /** The database with an id; one that was never written to is empty. */
  database(id: DatabaseId): Database {
    const name = databaseName(id);
    let database = this.databases.get(name);
    if (database === undefined) {
      database = new Database(id, this.clock.readTime());
      this.databases.set(name, database);
    }
    return database;
  }

  all(): Iterable<Database> {
    return this.databases.values();
  }

  /**
   * Applies writes as one atomic commit, made durable before it becomes visible.
   *
   * @param approve sees the state before and after and may throw to refuse the whole batch
   * @throws what a failed precondition or `approve` throws; then nothing has happened
   */
  commit(
    database: Database,
    writes: readonly Write[],
    approve: (staged: StagedCommit) => void = () => undefined,
  ): StagedCommit {
    const staged = stageCommit(database, database.id, writes, this.clock.nextCommitTime());
    approve(staged);
    if (staged.failure !== undefined) throw staged.failure;
    this.publish(database, staged.time, staged.changes);
    return staged;
  }

  /** Deletes every document, or those at and below a path. */
  clear(database: Database, belowPath = ''): void {
    const prefix = `${belowPath}/`;
    const changes: Change[] = [];
    for (const document of database.all()) {
      if (belowPath === '' || document.path === belowPath || document.path.startsWith(prefix)) {
        changes.push({ path: document.path, before: document, after: undefined });
      }
    }
    this.publish(database, this.clock.nextCommitTime(), changes);
  }

  close(): void {
    this.journal.close();
  }

  private publish(database: Database, time: number, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const commit = { time, changes };
    this.journal.append(database.id, commit);
    database.apply(commit);
  }
}
