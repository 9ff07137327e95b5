import { tenant } from '@agenttrader/domain/documents/tenant';
import * as paths from '@agenttrader/domain/paths';
import { FieldPath, type Firestore } from 'firebase-admin/firestore';
import pMap from 'p-map';
import type { Clock } from '../../runtime/clock.ts';
import { readPages } from '../firestore/pages.ts';
import { type TenantContext, tenantContext } from './tenant-context.ts';

/** How many tenants one listing request brings. */
const PAGE_SIZE = 500;

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

/** The uids of all onboarded tenants, whatever their switch says. */
async function* listOnboarded(db: Firestore): AsyncGenerator<string> {
  const tenants = db.collection(paths.tenantsCollection());
  const onboarded = tenants
    .where(tenant.names.onboarded, '==', true)
    .orderBy(FieldPath.documentId())
    .select();
  for await (const page of readPages(onboarded, { size: PAGE_SIZE })) yield* page.map(({ id }) => id);
}
