import type { StoredDocument } from './document.ts';
import { FirestoreError, invalidArgument } from './errors.ts';
import { type DatabaseId, resourceName } from './resource-path.ts';
import type { Write } from './write.ts';

/**
 * Checks that a document has the version that a write requires. Transactions are retried when it has not, so
 * nothing else is to be said about a write that was made for another version, and nothing of the present one.
 *
 * @throws FAILED_PRECONDITION
 */
export function checkVersion({ precondition }: Write, current: StoredDocument | undefined): void {
  if (precondition.kind !== 'updateTime' || precondition.updateTime === (current?.updateTime ?? 0)) return;
  throw new FirestoreError(
    'FAILED_PRECONDITION',
    `the stored version does not match the required base version (${precondition.updateTime})`,
  );
}

/**
 * Checks whether a document exists, or not, as a write requires.
 *
 * @param deletedBefore whether an earlier write of the same commit has deleted the document
 * @returns NOT_FOUND or ALREADY_EXISTS, INVALID_ARGUMENT when the commit contradicts itself; undefined when all is well
 */
export function failedExistence(
  write: Write,
  current: StoredDocument | undefined,
  deletedBefore: boolean,
  databaseId: DatabaseId,
): FirestoreError | undefined {
  const { precondition } = write;
  if (precondition.kind !== 'exists') return undefined;
  const name = resourceName(databaseId, write.path);
  if (precondition.exists && deletedBefore) {
    return invalidArgument(
      `An earlier write of this commit deletes ${name}, which this one requires to exist.`,
    );
  }
  if (precondition.exists && current === undefined) {
    return new FirestoreError('NOT_FOUND', `No document to update: ${name}`);
  }
  if (!precondition.exists && current !== undefined) {
    return new FirestoreError('ALREADY_EXISTS', `Document already exists: ${name}`);
  }
  return undefined;
}
