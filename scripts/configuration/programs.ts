import { readFileSync } from 'node:fs';
import type { Program } from '../../local/command-line/flags.ts';
import {
  ALPACA_PROGRAM,
  AUTH_PROGRAM,
  FIRESTORE_PROGRAM,
  FUNCTIONS_PROGRAM,
  SECRET_MANAGER_PROGRAM,
  TASKS_PROGRAM,
  VERTEX_PROGRAM,
} from '../../local/command-line/server-flags.ts';
import { suiteFlags } from '../../local/emulators/flags.ts';
import { emulatorsSchema, fixedPorts } from '../../local/emulators/ports.ts';
import { STACK_PROGRAM } from '../../local/stack/flags.ts';
import { BENCH_FIRESTORE_FLAGS, BENCH_PULSE_FLAGS } from '../../tests/bench/flags.ts';
import { ADMIN_FLAGS } from '../admin/admin-flags.ts';
import { MIGRATE_FLAGS } from '../admin/migrate-flags.ts';
import { MULTI_TENANT_FLAGS } from '../multi-tenant/command-line.ts';
import { SIMULATION_FLAGS } from '../simulation/flags.ts';

const firebaseJson = JSON.parse(readFileSync(new URL('../../firebase.json', import.meta.url), 'utf8'));
const suitePorts = fixedPorts(emulatorsSchema.parse(firebaseJson.emulators));

/** Every program that takes flags. `npm run local:…` starts the local servers one at a time. */
export const PROGRAMS: readonly Program[] = [
  STACK_PROGRAM,
  {
    command: 'npm run emulators --',
    about:
      'Firebase’s emulator suite. `exec "COMMAND"` runs it for as long as a command; `npm run local:services` takes the same flags.',
    flags: suiteFlags(suitePorts),
  },
  {
    command: 'npm run admin -- COMMAND',
    about: 'What operators do; `--help` lists the commands, [operating](operating.md) explains them.',
    flags: ADMIN_FLAGS,
  },
  { command: 'npm run migrate --', about: 'Moves a tenant’s old data in.', flags: MIGRATE_FLAGS },
  {
    command: 'npm run test:multi-tenant -- [MODE]',
    about: 'Several tenants on one stack; `--help` lists the modes.',
    flags: MULTI_TENANT_FLAGS,
  },
  {
    command: 'npm run test:simulation --',
    about:
      'The heartbeat under every fault, replayed by seeds; [testing](testing.md#the-simulation) explains it.',
    flags: SIMULATION_FLAGS,
  },
  {
    command: 'npm run bench:pulse --',
    about: 'Tenants per second of the heartbeat.',
    flags: BENCH_PULSE_FLAGS,
  },
  { command: 'npm run bench:firestore --', about: 'The local Firestore.', flags: BENCH_FIRESTORE_FLAGS },
  FIRESTORE_PROGRAM,
  ALPACA_PROGRAM,
  SECRET_MANAGER_PROGRAM,
  VERTEX_PROGRAM,
  FUNCTIONS_PROGRAM,
  TASKS_PROGRAM,
  AUTH_PROGRAM,
];
