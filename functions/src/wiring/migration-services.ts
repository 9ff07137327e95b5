import { database } from '../data/firestore.ts';
import { legacyReader } from '../data/legacy-reader.ts';
import { migrationStore } from '../data/migration-store.ts';
import { repairStore } from '../data/repair-store.ts';
import type { MigrationPorts } from '../migration/ports.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';

/** What moving in and mending documents of earlier systems need. Made for each call: they are few. */
export function migrationServices(): MigrationPorts {
  const db = database();
  return {
    legacy: legacyReader(db),
    store: migrationStore(db),
    repairs: repairStore(db),
    clock: systemClock,
    log: cloudLog,
  };
}
