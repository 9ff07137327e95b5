import type { StoredDocument } from './document.ts';
import { FirestoreError } from './errors.ts';
import { type DatabaseId, resourceName } from './resource-path.ts';
import type { Write } from './write.ts';

/** Checks a write's precondition against the document's present state. @throws NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION */
export function checkPrecondition(
  write: Write,
  current: StoredDocument | undefined,
  databaseId: DatabaseId,
): void {
  const { precondition } = write;
  if (precondition.kind === 'none') return;
  const name = resourceName(databaseId, write.path);
  if (precondition.kind === 'exists') {
    if (precondition.exists && current === undefined) {
      throw new FirestoreError('NOT_FOUND', `No document to update: ${name}`);
    }
    if (!precondition.exists && current !== undefined) {
      throw new FirestoreError('ALREADY_EXISTS', `Document already exists: ${name}`);
    }
    return;
  }
  const stored = current?.updateTime ?? 0;
  if (stored !== precondition.updateTime) {
    throw new FirestoreError(
      'FAILED_PRECONDITION',
      `the stored version (${stored}) does not match the required base version (${precondition.updateTime})`,
    );
  }
}
