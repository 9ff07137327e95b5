import type { Database } from '../../storage/database.ts';
import type { Change } from '../../storage/document.ts';
import type { View, ViewChange } from './view.ts';

/** Single documents by path. Missing ones are reported too: that is an answer. */
export class DocumentsView implements View {
  private readonly database: Database;
  private readonly paths: ReadonlySet<string>;

  constructor(database: Database, paths: Iterable<string>) {
    this.database = database;
    this.paths = new Set(paths);
  }

  open(): ViewChange[] {
    return [...this.paths].map(path => this.state(path));
  }

  resume(since: number): ViewChange[] {
    const changed = this.database.log.statesAt(since);
    return [...this.paths]
      .filter(path => changed.has(path) || this.database.get(path) === undefined)
      .map(path => this.state(path));
  }

  count(): number {
    let count = 0;
    for (const path of this.paths) if (this.database.get(path) !== undefined) count++;
    return count;
  }

  update(changes: readonly Change[]): ViewChange[] {
    return changes.filter(({ path }) => this.paths.has(path)).map(({ path }) => this.state(path));
  }

  private state(path: string): ViewChange {
    const document = this.database.get(path);
    return document === undefined ? { kind: 'out', path, document } : { kind: 'in', path, document };
  }
}
