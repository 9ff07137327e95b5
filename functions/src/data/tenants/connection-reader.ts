import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { ConnectionReader } from '../../broker/tenant-access.ts';
import { readConnection } from './connection-document.ts';

/** Reads how tenants are connected, from one document each. */
export const connectionReader = (db: Firestore): ConnectionReader => ({
  read: async uid => readConnection(await db.doc(paths.brokerConfig(uid, 'alpaca')).get()),
});
