import { sizingSnapshot, snapshot } from '@agenttrader/domain/documents/snapshot';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { SnapshotReader } from '../../signals/ports.ts';

/** The tenant's last sync in Firestore. Every field is checked again: a signal is sized by what stands here. */
export function snapshotReader(db: Firestore): SnapshotReader {
  return {
    async read(uid) {
      const document = await db.doc(paths.snapshot(uid)).get();
      // Without the time of a sync, only what the heartbeat knows beside the account stands there.
      if (document.get(snapshot.names.syncedAt) === undefined) return 'missing';
      return sizingSnapshot.read(document.data()).value ?? 'unreadable';
    },
  };
}
