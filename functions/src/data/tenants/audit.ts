import type { AuditActor, AuditEvent } from '@agenttrader/domain/accounts/audit-event';
import { auditEntry } from '@agenttrader/domain/documents/audit-entry';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore, Transaction, WriteBatch } from 'firebase-admin/firestore';

export interface AuditEntry {
  readonly event: AuditEvent;
  readonly actor: AuditActor;
  readonly at: Date;
  /** Never a secret, and nothing that another tenant could be known by. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** Adds an entry to the tenant's audit, in the same transaction or batch as what it tells of. */
export function addAuditEntry(
  db: Firestore,
  writer: Transaction | WriteBatch,
  uid: string,
  { event, actor, at, detail }: AuditEntry,
): void {
  const entry = auditEntry.write({ event, actor, at, detail });
  const document = db.collection(paths.audit(uid)).doc();
  // The two kinds of writer have the same method, in types that TypeScript does not unite.
  if ('commit' in writer) writer.create(document, entry);
  else writer.create(document, entry);
}
