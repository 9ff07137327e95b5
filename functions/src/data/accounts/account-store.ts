import { brokerConfig, NOT_CONNECTED } from '@agenttrader/domain/documents/broker-config';
import { tenant } from '@agenttrader/domain/documents/tenant';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import {
  beginAttempt,
  emptyAfter,
  mayHoldKeys,
  NO_ATTEMPTS,
  settleAttempt,
} from '../../accounts/connection-attempts.ts';
import type {
  AccountStore,
  BegunConnecting,
  ClearedConnection,
  NewTenant,
  SavedConnection,
  VerifiedConnection,
} from '../../accounts/ports.ts';
import { writeConnection } from '../snapshots/snapshot-changes.ts';
import { addAuditEntry } from '../tenants/audit.ts';
import {
  connectionIn,
  readAttempts,
  readConnectedVersion,
  readConnection,
} from '../tenants/connection-document.ts';
import { isLivingTenant, isOnboarded, saysOnboarded } from '../tenants/living-tenant.ts';
import { switchedOff } from '../tenants/switched-off.ts';

/** The tenant's profile, connection and kill switch in Firestore. */
export class FirestoreAccountStore implements AccountStore {
  readonly #db: Firestore;

  constructor(db: Firestore) {
    this.#db = db;
  }

  onboard(user: NewTenant, now: Date): Promise<'created' | 'existing' | 'deleted'> {
    const db = this.#db;
    const profile = db.doc(paths.tenantDocument(user.uid));
    return db.runTransaction(async transaction => {
      const [current, stub] = await transaction.getAll(profile, db.doc(paths.deletedAccount(user.uid)));
      // A token outlives the account that it was issued to by up to an hour.
      if (!current || stub?.exists) return 'deleted';
      if (saysOnboarded(current)) return 'existing';
      transaction.set(
        profile,
        tenant.writePart<unknown>({
          email: user.email ?? null,
          displayName: user.displayName ?? null,
          onboarded: true,
          onboardedAt: now,
          createdAt: current.get(tenant.names.createdAt) ?? now,
          tier: 'free',
        }),
        { merge: true },
      );
      transaction.set(
        db.doc(paths.brokerConfig(user.uid, 'alpaca')),
        brokerConfig.write({ ...NOT_CONNECTED, attempts: NO_ATTEMPTS }),
      );
      const off = tradingStatus.write({
        enabled: false,
        message: 'Trading is off until you turn it on.',
        updatedAt: now,
        updatedBy: 'user',
        locked: false,
        connected: false,
      });
      transaction.set(db.doc(paths.tradingStatus(user.uid)), off);
      const detail = {};
      addAuditEntry(db, transaction, user.uid, { event: 'onboarded', actor: 'user', at: now, detail });
      return 'created';
    });
  }

  isOnboarded(uid: string): Promise<boolean> {
    return isOnboarded(this.#db, uid);
  }

  beginConnecting(uid: string): Promise<BegunConnecting | 'tenant_gone'> {
    const db = this.#db;
    const config = db.doc(paths.brokerConfig(uid, 'alpaca'));
    return db.runTransaction(async transaction => {
      if (!(await isLivingTenant(db, transaction, uid))) return 'tenant_gone';
      const before = readAttempts(await transaction.get(config));
      const attempts = beginAttempt(before);
      transaction.set(config, brokerConfig.writePart({ attempts }), { merge: true });
      return { attempt: attempts.begun, leftovers: mayHoldKeys(before) };
    });
  }

  saveConnection(
    uid: string,
    attempt: number,
    connection: VerifiedConnection,
    now: Date,
  ): Promise<SavedConnection> {
    const db = this.#db;
    const config = db.doc(paths.brokerConfig(uid, 'alpaca'));
    return db.runTransaction<SavedConnection>(async transaction => {
      if (!(await isLivingTenant(db, transaction, uid))) return { kind: 'tenant_gone' };
      const current = await transaction.get(config);
      const trading = await transaction.get(db.doc(paths.tradingStatus(uid)));
      const attempts = settleAttempt(readAttempts(current), attempt);
      const occupied =
        connection.moved && current.get(brokerConfig.names.configured) === true && readConnection(current);
      if (!attempts || occupied) return { kind: 'superseded' };
      const connected = brokerConfig.write({
        configured: true,
        environment: connection.environment,
        keyIdLast4: connection.keyIdLast4,
        secretVersion: connection.secretVersion,
        connectedAt: now,
        verifiedAt: connection.moved ? null : now,
        instructions: null,
        attempts,
      });
      transaction.set(config, connected);
      if (trading.exists) transaction.update(trading.ref, tradingStatus.writePart({ connected: true }));
      writeConnection(db, transaction, uid, connectionIn(connected));
      transaction.delete(db.doc(paths.lastSyncError(uid)));
      addAuditEntry(db, transaction, uid, {
        event: 'broker_connected',
        actor: connection.moved ? 'operator' : 'user',
        at: now,
        detail: { environment: connection.environment, keyIdLast4: connection.keyIdLast4 },
      });
      const replaced = readConnectedVersion(current);
      return { kind: 'saved', replaced, last: attempts.begun === attempt };
    });
  }

  async mayHoldKeys(uid: string): Promise<boolean> {
    const db = this.#db;
    const config = await db.doc(paths.brokerConfig(uid, 'alpaca')).get();
    return config.exists && mayHoldKeys(readAttempts(config));
  }

  clearConnection(uid: string, now: Date): Promise<ClearedConnection> {
    const db = this.#db;
    const config = db.doc(paths.brokerConfig(uid, 'alpaca'));
    return db.runTransaction<ClearedConnection>(async transaction => {
      const current = await transaction.get(config);
      const trading = await transaction.get(db.doc(paths.tradingStatus(uid)));
      const snapshot = await transaction.get(db.doc(paths.snapshot(uid)));
      const attempts = beginAttempt(readAttempts(current));
      const version = readConnectedVersion(current);
      const cleared = current.get(brokerConfig.names.configured) === true;
      const result = {
        kind: cleared ? 'cleared' : 'not_connected',
        attempt: attempts.begun,
        version,
      } as const;
      // A document that is not there belongs to an account that is not, and must not come back.
      if (!current.exists) return result;
      const empty = { ...NOT_CONNECTED, attempts: { ...attempts, settled: attempts.begun } };
      transaction.set(config, brokerConfig.write(empty));
      if (!cleared) return result;
      if (snapshot.exists) writeConnection(db, transaction, uid, undefined);
      if (trading.exists) {
        // A lock and its reason are the operator's.
        const locked = trading.get(tradingStatus.names.locked) === true;
        const off = locked ? tradingStatus.writePart({ connected: false }) : switchedOff(now, 'user');
        transaction.update(trading.ref, off);
      }
      transaction.delete(db.doc(paths.lastSyncError(uid)));
      addAuditEntry(db, transaction, uid, {
        event: 'broker_disconnected',
        actor: 'user',
        at: now,
        detail: {},
      });
      return result;
    });
  }

  async noteEmptied(uid: string, attempt: number): Promise<void> {
    const db = this.#db;
    const config = db.doc(paths.brokerConfig(uid, 'alpaca'));
    await db.runTransaction(async transaction => {
      const current = await transaction.get(config);
      const attempts = emptyAfter(readAttempts(current), attempt);
      if (current.exists && attempts) transaction.update(config, brokerConfig.writePart({ attempts }));
    });
  }
}
