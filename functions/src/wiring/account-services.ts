import type { ConnectBrokerPorts } from '../accounts/connect-broker.ts';
import { database } from '../data/firestore.ts';
import { usageQuota } from '../data/usage-quota.ts';
import type { SyncPorts } from '../pulse/ports.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import type { UsageQuota } from '../runtime/quota.ts';
import { servicesOfThisInstance } from './services.ts';

let quotas: { readonly connects: UsageQuota; readonly syncs: UsageQuota } | undefined;

/** One of each for this instance: a tenant's requests queue up in it. */
function quotasOfThisInstance() {
  quotas ??= { connects: usageQuota(database(), 'connects'), syncs: usageQuota(database(), 'syncs') };
  return quotas;
}

/** What connecting and disconnecting need. */
export function accountServices(): ConnectBrokerPorts {
  const { accounts, broker, vault } = servicesOfThisInstance();
  return {
    accounts,
    broker,
    vault,
    clock: systemClock,
    log: cloudLog,
    quota: quotasOfThisInstance().connects,
  };
}

/** What a sync on demand needs. */
export const syncServices = (): SyncPorts & { quota: UsageQuota } => ({
  ...servicesOfThisInstance().sync,
  quota: quotasOfThisInstance().syncs,
});
