import { Timestamp } from '@google-cloud/firestore';
import type { Firestore } from 'firebase-admin/firestore';
import { expect } from 'vitest';
import { snapshot } from '../../domain/src/documents/snapshot.ts';
import * as paths from '../../domain/src/paths.ts';
import { tenantStates } from '../../functions/src/data/pulse/tenant-states.ts';
import type { SyncWrite, TenantState } from '../../functions/src/pulse/ports.ts';

/** What the heartbeat knows of a tenant, made anew where that is due. @throws Error where there is no such tenant */
export async function currentState(db: Firestore, uid: string, now = new Date()): Promise<TenantState> {
  const states = tenantStates(db);
  const state = (await states.readMany([uid], now)).get(uid) ?? (await states.rebuild(uid, now))?.state;
  if (!state) throw new Error(`There is no tenant ${uid}.`);
  return state;
}

/** A sync that found nothing new. */
export const quietSync = (state: TenantState, at: Date): SyncWrite => ({
  at,
  state,
  found: undefined,
  openTrades: state.openTrades,
  recent: state.recent,
  appended: undefined,
  error: undefined,
  slowSyncs: 0,
  dueAt: undefined,
  aroundTheClock: state.aroundTheClock,
  onlyChanges: false,
});

/**
 * The snapshot knows exactly the open trades, and the connection, that it would know if it were made from nothing. It is made
 * so, and left as it was.
 */
export async function expectSnapshotToBeDerived(db: Firestore, uid: string, now: Date): Promise<void> {
  const document = db.doc(paths.snapshot(uid));
  const before = await document.get();
  if (!(before.get(snapshot.names.rebuiltAt) instanceof Timestamp)) throw new Error('nothing to compare');
  const known = factsOf(await currentState(db, uid, now));
  await document.delete();
  const { rebuild } = tenantStates(db);
  await rebuild(uid, now);
  expect(known).toEqual(factsOf(await currentState(db, uid, now)));
  await document.set(before.data() ?? {});
}

/** What is derived: all but the marks, and what the heartbeat adds of its own. */
const factsOf = ({ connection, openTrades }: TenantState) => ({
  connection,
  openTrades: openTrades
    .map(({ id, symbol, side, quantity, entryPrice, createdAt }) => ({
      id,
      symbol,
      side,
      quantity,
      entryPrice,
      createdAt,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
});
