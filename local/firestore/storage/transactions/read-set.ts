import type { Database } from '../database.ts';
import type { Change, StoredDocument } from '../document.ts';

/** Whether a change would have made a query's answer different. */
export type AnswerAffectedBy = (change: Change) => boolean;

/**
 * What a transaction has read, as of one point in time. As long as nothing of it has changed, that point can
 * be moved to the present, so a transaction always reads the newest state and yet a consistent one.
 */
export class ReadSet {
  private readonly database: Database;
  private readonly documents = new Map<string, StoredDocument | undefined>();
  private readonly queries: AnswerAffectedBy[] = [];
  private asOf: number;

  constructor(database: Database, asOf: number) {
    this.database = database;
    this.asOf = asOf;
  }

  /** Remembers a document (or its absence) as read just now. */
  addDocument(path: string, document: StoredDocument | undefined): void {
    if (!this.documents.has(path)) this.documents.set(path, document);
  }

  /** Remembers a query as answered just now. */
  addQuery(affectedBy: AnswerAffectedBy): void {
    this.queries.push(affectedBy);
  }

  /** Moves the point in time to the present. @returns false when something that was read has changed */
  advance(now: number): boolean {
    for (const [path, document] of this.documents) {
      if (this.database.get(path) !== document) return false;
    }
    if (this.queries.length > 0) {
      if (!this.database.log.covers(this.asOf)) return false;
      for (const change of this.database.log.netChangesSince(this.asOf)) {
        if (this.queries.some(affectedBy => affectedBy(change))) return false;
      }
    }
    this.asOf = now;
    return true;
  }
}
