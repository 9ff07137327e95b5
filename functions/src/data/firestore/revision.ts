import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import type { Revision } from '../../runtime/revision.ts';

/** A document's update time, handed to the features as an opaque mark; `undefined` when it does not exist. */
export const revisionOf = (document: DocumentSnapshot): Revision | undefined =>
  document.updateTime as unknown as Revision | undefined;

/** The precondition that fails when the document changed after `revision` was taken. */
export const unchangedSince = (revision: Revision): { lastUpdateTime: Timestamp } => ({
  lastUpdateTime: revision as unknown as Timestamp,
});
