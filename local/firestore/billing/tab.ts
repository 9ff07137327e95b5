import type { Scope } from '../query/query.ts';
import type { ViewChange } from '../query/watch/view.ts';
import type { Interest } from '../query/watch/watch-registry.ts';
import type { Write } from '../storage/write.ts';
import { collectionPattern, scopePattern } from './path-pattern.ts';

/** What Firestore charges for. */
export interface Operations {
  readonly reads: number;
  readonly writes: number;
  readonly deletes: number;
}

const ENTRIES_OF_A_READ = 1_000;

/**
 * The operations that one kind of caller is billed for, by the pattern of the collection. Each method is a rule of
 * Google's price list; `tests/conformance/firestore-billing.test.ts` has them with their sources.
 */
export class Tab {
  private readonly lines = new Map<string, { reads: number; writes: number; deletes: number }>();

  /** Documents read by name, or looked up by rules: a missing one is a read, too. */
  documents(paths: Iterable<string>): void {
    for (const path of paths) this.line(collectionPattern(path)).reads += 1;
  }

  /** @param found documents that a query returned or passed over by its offset; none is a read as well */
  query(scope: Scope, found: number): void {
    this.line(scopePattern(scope)).reads += Math.max(1, found);
  }

  /** @param entries how many index entries were read to sum or count */
  aggregation(scope: Scope, entries: number): void {
    this.query(scope, Math.ceil(entries / ENTRIES_OF_A_READ));
  }

  /** What was committed, whether it changed anything or not. A write that only verifies is none. */
  writes(writes: readonly Write[]): void {
    for (const { kind, path } of writes) {
      if (kind === 'verify') continue;
      const line = this.line(collectionPattern(path));
      if (kind === 'delete') line.deletes += 1;
      else line.writes += 1;
    }
  }

  /** @param shown how many documents a target shows when somebody begins to listen, or comes back too late to resume */
  opened(interest: Interest, shown: number): void {
    if ('scope' in interest) this.query(interest.scope, shown);
    else this.documents(interest.paths);
  }

  /** Documents that came into a target, changed in it, or left it by a change. One that was deleted is none. */
  changed(interest: Interest, changes: readonly ViewChange[]): void {
    const present = changes.filter(({ document }) => document !== undefined);
    if (present.length === 0) return;
    if ('scope' in interest) this.query(interest.scope, present.length);
    else this.documents(present.map(({ path }) => path));
  }

  /** Each pattern that anything was billed for. */
  entries(): Iterable<readonly [pattern: string, operations: Operations]> {
    return this.lines;
  }

  clear(): void {
    this.lines.clear();
  }

  private line(pattern: string): { reads: number; writes: number; deletes: number } {
    let line = this.lines.get(pattern);
    if (line === undefined) {
      line = { reads: 0, writes: 0, deletes: 0 };
      this.lines.set(pattern, line);
    }
    return line;
  }
}
