import type { Change } from '../../storage/document.ts';
import type { QueryEngine } from '../execute.ts';
import { type CompiledQuery, compileQuery } from '../predicate.ts';
import type { Query } from '../query.ts';
import type { View, ViewChange } from './view.ts';

/**
 * A query without limit and offset. Whether a document is in the result depends on that document alone, so
 * the view keeps nothing: a change costs two evaluations of the filter however big the result is.
 */
export class QueryView implements View {
  private readonly engine: QueryEngine;
  private readonly compiled: CompiledQuery;

  constructor(engine: QueryEngine, query: Query) {
    this.engine = engine;
    this.compiled = compileQuery(query);
  }

  open(): ViewChange[] {
    const { documents } = this.engine.run(this.compiled.query);
    return documents.map(document => ({ kind: 'in', path: document.path, document }));
  }

  resume(since: number): ViewChange[] {
    return this.update(this.engine.database.log.netChangesSince(since));
  }

  count(): number {
    return this.engine.run(this.compiled.query).documents.length;
  }

  update(changes: readonly Change[]): ViewChange[] {
    const { matches } = this.compiled;
    const result: ViewChange[] = [];
    for (const { path, before, after } of changes) {
      if (after !== undefined && matches(after)) result.push({ kind: 'in', path, document: after });
      else if (before !== undefined && matches(before)) result.push({ kind: 'out', path, document: after });
    }
    return result;
  }
}
