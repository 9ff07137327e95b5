import { database } from '../data/firestore.ts';
import { legacyReader } from '../data/legacy-reader.ts';
import { migrationStore } from '../data/migration-store.ts';
import type { MigrationPorts } from '../migration/ports.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';

/** What the migration of legacy data needs. Made for each call: an operator migrates a tenant once. */
export function migrationServices(): MigrationPorts {
  const db = database();
  return { legacy: legacyReader(db), store: migrationStore(db), clock: systemClock, log: cloudLog };
}
