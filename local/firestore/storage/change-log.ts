import type { Change, Commit, StoredDocument } from './document.ts';

const DEFAULT_MAX_CHANGES = 50_000;

/**
 * The most recent commits of a database, bounded by their number of changes. It answers what a document was
 * at an earlier time and what has changed since, for snapshot reads, transactions and resumed listeners.
 */
export class ChangeLog {
  private commits: Commit[] = [];
  private first = 0;
  private size = 0;
  private forgottenUpTo: number;
  private readonly maxChanges: number;

  /** @param since the log has nothing of what happened up to this time (microseconds) */
  constructor(since: number, maxChanges = DEFAULT_MAX_CHANGES) {
    this.forgottenUpTo = since;
    this.maxChanges = maxChanges;
  }

  append(commit: Commit): void {
    this.commits.push(commit);
    this.size += commit.changes.length;
    while (this.size > this.maxChanges && this.first < this.commits.length - 1) this.forgetOldest();
    if (this.first > 1024 && this.first > this.commits.length / 2) {
      this.commits = this.commits.slice(this.first);
      this.first = 0;
    }
  }

  /** Whether everything that happened after the given time is still known. */
  covers(time: number): boolean {
    return time >= this.forgottenUpTo;
  }

  /** Commits later than the given time, oldest first. Only meaningful when the log covers that time. */
  since(time: number): readonly Commit[] {
    let low = this.first;
    let high = this.commits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.commits[middle] as Commit).time > time) high = middle;
      else low = middle + 1;
    }
    return this.commits.slice(low);
  }

  /** For every document changed since the given time, what it was then. */
  statesAt(time: number): Map<string, StoredDocument | undefined> {
    const states = new Map<string, StoredDocument | undefined>();
    for (const commit of this.since(time)) {
      for (const change of commit.changes) {
        if (!states.has(change.path)) states.set(change.path, change.before);
      }
    }
    return states;
  }

  /** The net effect of everything since the given time: first state before, last state after, per document. */
  netChangesSince(time: number): Change[] {
    const net = new Map<string, Change>();
    for (const commit of this.since(time)) {
      for (const change of commit.changes) {
        const earlier = net.get(change.path);
        net.set(change.path, earlier === undefined ? change : { ...change, before: earlier.before });
      }
    }
    return [...net.values()].filter(change => change.before !== change.after);
  }

  private forgetOldest(): void {
    const oldest = this.commits[this.first] as Commit;
    this.forgottenUpTo = oldest.time;
    this.size -= oldest.changes.length;
    this.commits[this.first] = { time: oldest.time, changes: [] };
    this.first++;
  }
}
