import { CommitClock, type MicrosecondClock } from './clock.ts';
import { Database } from './database.ts';
import type { Change } from './document.ts';
import { FirestoreError } from './errors.ts';
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
    return this.publishStaged(database, staged);
  }

  /**
   * Applies writes to different documents, each as a commit of its own. They are made durable together before any of them
   * becomes visible: that costs about as much as one alone.
   *
   * @param approve as `commit` takes it, for one write at a time
   * @returns for each write what became of it, or why it did not happen
   */
  commitEach(
    database: Database,
    writes: readonly Write[],
    approve: (staged: StagedCommit) => void,
  ): (StagedCommit | FirestoreError)[] {
    const outcomes = writes.map(write =>
      outcomeOf(() => {
        const staged = stageCommit(database, database.id, [write], this.clock.nextCommitTime());
        approve(staged);
        if (staged.failure !== undefined) throw staged.failure;
        return staged;
      }),
    );
    const commits = outcomes.flatMap(outcome =>
      outcome instanceof FirestoreError || outcome.changes.length === 0 ? [] : [outcome],
    );
    const last = commits.at(-1);
    if (last === undefined) return outcomes;
    const changes = commits.flatMap(commit => commit.changes);
    const stored = outcomeOf(() => this.journal.append(database.id, { time: last.time, changes }));
    if (stored instanceof FirestoreError) {
      // Together they have no room: some of them may have it by themselves.
      return outcomes.map(outcome =>
        outcome instanceof FirestoreError ? outcome : outcomeOf(() => this.publishStaged(database, outcome)),
      );
    }
    for (const commit of commits) database.apply({ time: commit.time, changes: commit.changes });
    return outcomes;
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

  private publishStaged(database: Database, staged: StagedCommit): StagedCommit {
    this.publish(database, staged.time, staged.changes);
    return staged;
  }

  private publish(database: Database, time: number, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const commit = { time, changes };
    this.journal.append(database.id, commit);
    database.apply(commit);
  }
}

/** What some work answers, or the service's error that it ends with. */
function outcomeOf<T>(work: () => T): T | FirestoreError {
  try {
    return work();
  } catch (error) {
    if (error instanceof FirestoreError) return error;
    throw error;
  }
}
