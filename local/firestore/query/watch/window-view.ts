import type { Change, StoredDocument } from '../../storage/document.ts';
import type { QueryEngine } from '../execute.ts';
import { type CompiledQuery, compileQuery } from '../predicate.ts';
import type { Query } from '../query.ts';
import type { View, ViewChange } from './view.ts';

/**
 * A query with a limit (or an offset): the first documents of the result, kept sorted. A change that stays
 * beyond the last of them costs one comparison; when documents leave a full window, it is filled again from
 * the query's index.
 */
export class WindowView implements View {
  private readonly engine: QueryEngine;
  private readonly compiled: CompiledQuery;
  private readonly capacity: number;
  /** The first documents of the result including those that the offset passes over. */
  private held: StoredDocument[] = [];
  /** Whether `held` is the whole result, so that there is nothing to fill up from. */
  private complete = false;

  constructor(engine: QueryEngine, query: Query) {
    this.engine = engine;
    this.compiled = compileQuery(query);
    this.capacity = query.offset + (query.limit ?? Number.POSITIVE_INFINITY);
  }

  open(): ViewChange[] {
    this.fill();
    return this.visible().map(document => ({ kind: 'in', path: document.path, document }));
  }

  resume(since: number): ViewChange[] {
    const { documents } = this.engine.runAt(this.compiled.query, since);
    this.fill();
    return this.difference(documents);
  }

  count(): number {
    return this.visible().length;
  }

  update(changes: readonly Change[]): ViewChange[] {
    const { matches, compare } = this.compiled;
    const boundary = this.complete ? undefined : this.held.at(-1);
    const leaving = new Set<StoredDocument>();
    const entering: StoredDocument[] = [];
    for (const { before, after } of changes) {
      if (before !== undefined && this.holds(before)) leaving.add(before);
      if (after === undefined || !matches(after)) continue;
      if (this.complete || (boundary !== undefined && compare(after, boundary) <= 0)) entering.push(after);
    }
    if (leaving.size === 0 && entering.length === 0) return [];
    const shown = this.visible();
    if (leaving.size > 0) this.held = this.held.filter(document => !leaving.has(document));
    for (const document of entering) this.held.splice(this.position(document), 0, document);
    if (this.held.length > this.capacity) {
      this.held.length = this.capacity;
      this.complete = false;
    } else if (this.held.length < this.capacity && !this.complete) this.fill();
    return this.difference(shown);
  }

  private fill(): void {
    const { query } = this.compiled;
    const limit = Number.isFinite(this.capacity) ? this.capacity : undefined;
    this.held = [...this.engine.run({ ...query, offset: 0, limit }).documents];
    this.complete = this.held.length < this.capacity;
  }

  private visible(): StoredDocument[] {
    return this.held.slice(this.compiled.query.offset);
  }

  private holds(document: StoredDocument): boolean {
    return this.compiled.matches(document) && this.held[this.position(document)] === document;
  }

  /** Index of the first held document that is not before the given one. */
  private position(document: StoredDocument): number {
    let low = 0;
    let high = this.held.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compiled.compare(this.held[middle] as StoredDocument, document) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private difference(earlier: readonly StoredDocument[]): ViewChange[] {
    const now = this.visible();
    const before = new Set(earlier);
    const paths = new Set(now.map(({ path }) => path));
    const result: ViewChange[] = [];
    for (const { path } of earlier) {
      if (!paths.has(path)) result.push({ kind: 'out', path, document: this.engine.database.get(path) });
    }
    for (const document of now) {
      if (!before.has(document)) result.push({ kind: 'in', path: document.path, document });
    }
    return result;
  }
}
