import type { Database } from '../storage/database.ts';
import type { StoredDocument } from '../storage/document.ts';
import { disjunctions } from './disjunctions.ts';
import { documentsOf, type IndexRegistry, scopeSize } from './index-registry.ts';
import { mergeOrdered } from './merge.ts';
import { positionOrder } from './order.ts';
import { planScan } from './plan.ts';
import { type CompiledQuery, compileQuery } from './predicate.ts';
import type { Query } from './query.ts';

const SMALL_SCOPE = 128;

/** A query's answer: the documents in order, and how many were passed over by the offset. */
export interface QueryResult {
  readonly documents: readonly StoredDocument[];
  readonly skipped: number;
}

/** Runs queries over the present state of one database, or over a past one that its log still covers. */
export class QueryEngine {
  readonly database: Database;
  private readonly indexes: IndexRegistry;
  private readonly smallScope: number;

  /** @param smallScope scopes with fewer documents are sorted anew each time rather than given an index */
  constructor(database: Database, indexes: IndexRegistry, smallScope = SMALL_SCOPE) {
    this.database = database;
    this.indexes = indexes;
    this.smallScope = smallScope;
  }

  run(query: Query): QueryResult {
    const compiled = compileQuery(query);
    return window(query, this.stream(compiled));
  }

  /** The state as of a past time in microseconds; the caller has checked that the log covers it. */
  runAt(query: Query, time: number): QueryResult {
    const past = this.database.log.statesAt(time);
    if (past.size === 0) return this.run(query);
    const { matches, compare } = compileQuery(query);
    const documents: StoredDocument[] = [];
    for (const document of documentsOf(this.database, query.scope)) {
      if (!past.has(document.path) && matches(document)) documents.push(document);
    }
    for (const document of past.values()) {
      if (document !== undefined && matches(document)) documents.push(document);
    }
    return window(query, documents.sort(compare));
  }

  /** Matching documents in order, found lazily; the database must not change meanwhile. */
  stream(compiled: CompiledQuery): Iterable<StoredDocument> {
    const { query } = compiled;
    const { collectionId } = query.scope;
    const alternatives = disjunctions(query.where);
    if (
      collectionId === undefined ||
      alternatives === undefined ||
      scopeSize(this.database, query.scope) < this.smallScope
    ) {
      return this.sorted(compiled);
    }
    const scans = alternatives.map(conjunction => this.scan(compiled, collectionId, conjunction));
    return scans.length === 1 && scans[0] !== undefined ? scans[0] : mergeOrdered(scans, compiled.compare);
  }

  private sorted({ query, matches, compare }: CompiledQuery): StoredDocument[] {
    const documents: StoredDocument[] = [];
    for (const document of documentsOf(this.database, query.scope)) {
      if (matches(document)) documents.push(document);
    }
    return documents.sort(compare);
  }

  private *scan(
    { query, matches }: CompiledQuery,
    collectionId: string,
    conjunction: Parameters<typeof planScan>[1],
  ): Generator<StoredDocument> {
    const { orders, reversed, from, until } = planScan(query, conjunction);
    const index = this.indexes.obtain(query.scope, collectionId, orders);
    const place = positionOrder(orders);
    const beyond = reversed ? -1 : 1;
    for (const document of index.scan(from, reversed)) {
      if (until.some(end => place(document, end) * beyond > 0)) return;
      if (matches(document)) yield document;
    }
  }
}

function window({ offset, limit }: Query, documents: Iterable<StoredDocument>): QueryResult {
  const result: StoredDocument[] = [];
  let skipped = 0;
  if (limit !== 0) {
    for (const document of documents) {
      if (skipped < offset) skipped++;
      else if (result.push(document) === limit) break;
    }
  }
  return { documents: result, skipped };
}
