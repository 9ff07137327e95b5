import type { DeleteAccountPorts } from '../accounts/delete-ports.ts';
import type { ExportAccountPorts } from '../accounts/export-ports.ts';
import { accountExporter } from '../data/account-exporter.ts';
import { accountRemoval } from '../data/account-removal.ts';
import { database } from '../data/firestore.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import { authUsers } from './auth-users.ts';
import { servicesOfThisInstance } from './services.ts';

/** What deleting an account needs. */
export function accountRemovalServices(): DeleteAccountPorts {
  return {
    removal: accountRemoval(database()),
    vault: servicesOfThisInstance().vault,
    users: authUsers(),
    clock: systemClock,
    log: cloudLog,
  };
}

/** What exporting an account needs. */
export function accountExportServices(): ExportAccountPorts {
  return { exporter: accountExporter(database()), clock: systemClock };
}
