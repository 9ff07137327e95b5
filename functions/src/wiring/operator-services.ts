import type { LockPorts, OperatorPorts } from '../admin/operators.ts';
import { database } from '../data/firestore.ts';
import { operationsStore } from '../data/operations-store.ts';
import { systemClock } from '../runtime/clock.ts';
import { signInsOfThisProject } from './sign-ins.ts';

/** What the operators' callables need. Made for each call: they are few. */
export const operatorServices = (): OperatorPorts => ({
  operations: operationsStore(database()),
  clock: systemClock,
});

/** What locking a tenant needs. */
export const lockServices = (): LockPorts => ({ ...operatorServices(), signIns: signInsOfThisProject() });
