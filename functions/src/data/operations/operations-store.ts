import type { AuditEvent } from '@agenttrader/domain/accounts/audit-event';
import { operatorAuditEntry } from '@agenttrader/domain/documents/audit-entry';
import { brokerConfig } from '@agenttrader/domain/documents/broker-config';
import { globalHalt, globalTrading, shownPulse } from '@agenttrader/domain/documents/operations';
import { failuresOfSnapshot, timeOfSnapshot } from '@agenttrader/domain/documents/snapshot';
import { countedSyncError } from '@agenttrader/domain/documents/sync-error';
import { tenant } from '@agenttrader/domain/documents/tenant';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { FieldPath, type Firestore, type Transaction } from 'firebase-admin/firestore';
import type { OperationsStore, OperatorAction, TenantHealth } from '../../operations/ports.ts';
import { readPage } from '../firestore/pages.ts';
import { addAuditEntry } from '../tenants/audit.ts';
import { isLivingTenant } from '../tenants/living-tenant.ts';

const PAGE_SIZE = 50;

/** What operators see and set, in `ops` and in the tenants' own switches. */
export function operationsStore(db: Firestore): OperationsStore {
  return {
    async setGlobalHalt(halted, action) {
      const batch = db.batch();
      const { reason, at, operator } = action;
      const halt = globalTrading.write({ halted, reason, updatedAt: at, updatedBy: operator });
      batch.set(db.doc(paths.globalTrading()), halt);
      batch.create(
        db.collection(paths.operatorAudit()).doc(),
        operatorEntry('global_halt_set', action, { halted }),
      );
      await batch.commit();
    },

    lockTenant: (uid, locked, action) =>
      db.runTransaction(async transaction => {
        if (!(await isLivingTenant(db, transaction, uid))) return 'missing';
        setLock(db, transaction, uid, locked, action);
        return 'done';
      }),

    recordSync: (uid, action) =>
      db.runTransaction(async transaction => {
        if (!(await isLivingTenant(db, transaction, uid))) return 'missing';
        const { at, reason } = action;
        const event = 'account_synced_on_demand';
        addAuditEntry(db, transaction, uid, { event, actor: 'operator', at, detail: { reason } });
        transaction.create(
          db.collection(paths.operatorAudit()).doc(),
          operatorEntry(event, action, { tenant: uid }),
        );
        return 'done';
      }),

    async noteSignInLock(uid, locked, action) {
      const event = locked ? 'sign_in_locked' : 'sign_in_unlocked';
      await db.collection(paths.operatorAudit()).add(operatorEntry(event, action, { tenant: uid }));
    },

    async lastPulse() {
      const { value } = shownPulse.read((await db.doc(paths.lastPulse()).get()).data());
      if (!value) return null;
      return {
        scheduledAt: value.scheduledAt.toISOString(),
        finishedAt: value.timestamp.toISOString(),
        synced: value.successCount,
        failed: value.errorCount,
        skipped: value.skippedCount,
        durationMs: value.durationMs,
        clockAheadMs: value.clockAheadMs,
        freshness: value.freshness,
      };
    },

    async globalHalt() {
      const document = await db.doc(paths.globalTrading()).get();
      if (!document.exists) return { halted: false, reason: null };
      // What cannot be read stops trading, so it is shown as a halt.
      return (
        globalHalt.read(document.data()).value ?? {
          halted: true,
          reason: 'The halt document cannot be read, which counts as a halt.',
        }
      );
    },

    async tenants(after) {
      const onboarded = db
        .collection(paths.tenantsCollection())
        .where(tenant.names.onboarded, '==', true)
        .orderBy(FieldPath.documentId())
        .select();
      const { docs, last } = await readPage(onboarded, PAGE_SIZE, after);
      const tenants = await Promise.all(docs.map(({ id }) => readHealth(db, id)));
      return { tenants, next: last?.id ?? null };
    },
  };
}

function setLock(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  locked: boolean,
  action: OperatorAction,
): void {
  const fields = tradingStatus.writePart({
    enabled: false,
    message: action.reason,
    updatedAt: action.at,
    updatedBy: 'operator',
    locked,
  });
  transaction.set(db.doc(paths.tradingStatus(uid)), fields, { merge: true });
  const event = locked ? 'trading_locked' : 'trading_unlocked';
  // The tenant learns that an operator did it, and not which one.
  addAuditEntry(db, transaction, uid, {
    event,
    actor: 'operator',
    at: action.at,
    detail: { reason: action.reason },
  });
  transaction.create(
    db.collection(paths.operatorAudit()).doc(),
    operatorEntry(event, action, { tenant: uid }),
  );
}

const operatorEntry = (
  event: AuditEvent,
  { operator, reason, at }: OperatorAction,
  detail: Record<string, string | boolean>,
): Record<string, unknown> =>
  operatorAuditEntry.write({ event, actor: operator, at, detail: { ...detail, reason } });

const { enabled, locked } = tradingStatus.names;
const { configured } = brokerConfig.names;
const HEALTH = [
  enabled,
  locked,
  configured,
  ...countedSyncError.storedNames,
  ...timeOfSnapshot.storedNames,
  ...failuresOfSnapshot.storedNames,
];

async function readHealth(db: Firestore, uid: string): Promise<TenantHealth> {
  const [trading, broker, error, snapshot] = await db.getAll(
    db.doc(paths.tradingStatus(uid)),
    db.doc(paths.brokerConfig(uid, 'alpaca')),
    db.doc(paths.lastSyncError(uid)),
    db.doc(paths.snapshot(uid)),
    { fieldMask: HEALTH },
  );
  const failure = countedSyncError.read(error?.data()).value;
  // The error's own document is written when the code changes; how often it came again stands in the snapshot.
  const counted = failuresOfSnapshot.read(snapshot?.data()).value?.standingError;
  return {
    tenantId: uid,
    trading: trading?.get(enabled) === true,
    locked: trading?.get(locked) === true,
    connected: broker?.get(configured) === true,
    syncedAt: timeOfSnapshot.read(snapshot?.data()).value?.syncedAt.toISOString() ?? null,
    errorCode: failure?.code ?? null,
    consecutiveFailures: failure ? (counted?.consecutiveFailures ?? failure.consecutiveFailures) : 0,
  };
}
