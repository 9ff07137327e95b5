import type { Firestore } from 'firebase-admin/firestore';
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
