import type { Firestore } from 'firebase-admin/firestore';
import pMap from 'p-map';
import type { Clock } from '../../runtime/clock.ts';
import { listOnboarded } from '../pulse/tenant-reader.ts';
import { type TenantContext, tenantContext } from './tenant-context.ts';

/** What became of the work for one tenant. */
export type TenantOutcome<T> =
  | { readonly uid: string; readonly ok: true; readonly value: T }
  | { readonly uid: string; readonly ok: false; readonly error: unknown };

/**
 * Does something for every onboarded tenant, some at a time. What one tenant's work throws becomes that tenant's
 * outcome and touches no other's.
 */
export async function forEachTenant<T>(
  db: Firestore,
  clock: Clock,
  work: (tenant: TenantContext) => Promise<T>,
  { concurrency }: { readonly concurrency: number },
): Promise<TenantOutcome<T>[]> {
  const one = async (uid: string): Promise<TenantOutcome<T>> => {
    try {
      return { uid, ok: true, value: await work(tenantContext(db, uid, clock)) };
    } catch (error) {
      return { uid, ok: false, error };
    }
  };
  return pMap(listOnboarded(db), one, { concurrency });
}
