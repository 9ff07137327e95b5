import { database } from '../data/firestore.ts';
import { legacyKeys } from '../data/legacy-keys.ts';
import { legacyReader } from '../data/legacy-reader.ts';
import { migrationStore } from '../data/migration-store.ts';
import { repairStore } from '../data/repair-store.ts';
import type { MigrationPorts } from '../migration/ports.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import { servicesOfThisInstance } from './services.ts';

/** What moving in and mending documents of earlier systems need. Made for each call: they are few. */
export function migrationServices(): MigrationPorts {
  const db = database();
  const { accounts, vault } = servicesOfThisInstance();
  return {
    legacy: legacyReader(db),
    store: migrationStore(db),
    repairs: repairStore(db),
    keys: { documents: legacyKeys(db), accounts, vault, clock: systemClock, log: cloudLog },
    clock: systemClock,
    log: cloudLog,
  };
}
