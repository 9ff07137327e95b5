import type { GetOperationsResponse } from '@agenttrader/domain/callables/get-operations';
import type { SyncPorts } from '../pulse/ports.ts';
import type { Clock } from '../runtime/clock.ts';

/** What an operator did, and why. */
export interface OperatorAction {
  /** The operator's uid. */
  readonly operator: string;
  readonly reason: string;
  readonly at: Date;
}

export type TenantHealth = GetOperationsResponse['tenants'][number];

/** The sign-ins of the project. */
export interface SignIns {
  /**
   * Locks a sign-in and ends its sessions, or unlocks it. Whoever has a token keeps it until it ends, within the hour.
   */
  setLocked(uid: string, locked: boolean): Promise<'done' | 'missing'>;
}

/** What operators see and set. */
export interface OperationsStore {
  /** Stops the opening of trades for everybody, or allows it again, and records who did. */
  setGlobalHalt(halted: boolean, action: OperatorAction): Promise<void>;
  /** Holds a tenant's kill switch off, or lets go of it; trading stays off either way. */
  lockTenant(uid: string, locked: boolean, action: OperatorAction): Promise<'done' | 'missing'>;
  /** Records for operators that a sign-in was locked, or unlocked. */
  noteSignInLock(uid: string, locked: boolean, action: OperatorAction): Promise<void>;
  /** Records that an operator has a tenant synced, in the operators' audit and the tenant's. */
  recordSync(uid: string, action: OperatorAction): Promise<'done' | 'missing'>;
  lastPulse(): Promise<GetOperationsResponse['lastPulse']>;
  globalHalt(): Promise<GetOperationsResponse['globalHalt']>;
  /** A page of tenants in the order of their uids, after `after`. */
  tenants(
    after: string | undefined,
  ): Promise<{ readonly tenants: readonly TenantHealth[]; readonly next: string | null }>;
}

/** What operators' callables need. */
export interface OperatorPorts {
  readonly operations: OperationsStore;
  readonly clock: Clock;
}

/** What locking needs beside the documents. */
export interface LockPorts extends OperatorPorts {
  readonly signIns: SignIns;
}

/** What an operator's sync needs. */
export interface OperatorSyncPorts extends Pick<OperatorPorts, 'operations'> {
  readonly sync: SyncPorts;
}
