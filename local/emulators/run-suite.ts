import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExchangeKeys } from '../seed/exchange-control.ts';
import { DataInUseError, type DataLock, lockData } from '../stack/data-lock.ts';
import { addressOf, type Ports } from '../stack/endpoints.ts';
import { baseEnvironment, type EnvironmentVariables, offlineFirebaseTools } from '../stack/environment.ts';
import { type Folders, foldersIn, prepareFolders } from '../stack/folders.ts';
import { openLog } from '../stack/log-file.ts';
import type { Part } from '../stack/part.ts';
import { isBusy } from '../stack/ports.ts';
import type { Screen } from '../stack/screen.ts';
import { listenForStop } from '../stack/stop-signals.ts';
import { describeCrash, supervise } from '../stack/supervisor.ts';
import { storedCertificate } from '../vertex/certificate/stored.ts';
import type { SuiteFlags } from './flags.ts';
import { findEmulatorJar, googleFirestore, MissingError, requireJava } from './google-firestore.ts';
import { ownFirestore } from './own-firestore.ts';
import { SERVICES, stackPorts } from './ports.ts';
import { openPaperAccount, serviceParts, serviceVariables } from './services.ts';
import { type FirebaseJson, writeSuiteFiles } from './suite-files.ts';
import { isPageDownloaded } from './suite-page.ts';
import { type SuiteProcess, type SuiteProcessSetting, startSuite } from './suite-process.ts';

export interface SuiteSetting {
  readonly flags: SuiteFlags;
  /** The project's root directory, where firebase.json is. */
  readonly root: string;
  readonly firebaseJson: FirebaseJson;
  readonly shell: EnvironmentVariables;
  readonly screen: Screen;
  /** For what went wrong. */
  readonly errors: Screen;
}

/** Exit codes of this program; a script's own comes before them. */
export const EXIT = { stopped: 0, broken: 1, usage: 2, forced: 130 } as const;

/**
 * Runs the services, and the suite beside them, until one of them ends or somebody stops it. Nothing is left behind but
 * logs and what the services keep.
 *
 * @returns the exit code
 */
export async function runSuite(setting: SuiteSetting): Promise<number> {
  const { flags, errors } = setting;
  const busy = await busyPorts(setting);
  if (busy.length > 0) {
    for (const line of busy) errors.line(line);
    return EXIT.usage;
  }
  let lock: DataLock;
  try {
    lock = lockData(flags.data);
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error;
    errors.line(error.message);
    return EXIT.usage;
  }
  try {
    return await runLocked(setting);
  } catch (error) {
    if (!(error instanceof MissingError)) throw error;
    errors.line(error.message);
    return EXIT.usage;
  } finally {
    lock.release();
  }
}

async function runLocked(setting: SuiteSetting): Promise<number> {
  const { flags, root, shell, screen, errors } = setting;
  const { project, dashboard, command, data } = flags;
  const folders = foldersIn(data);
  const ports = stackPorts(flags.ports);
  // The suite forgets everything when it ends: what the services keep would be of nobody.
  await prepareFolders(folders, command !== 'services');
  storedCertificate(folders.vertex, new Date());
  const prepared = command === 'services' ? undefined : await prepareSuite(setting, folders);
  const parts = serviceParts({ root, project, ports, folders, dashboard, shell });
  const supervisor = supervise(parts, {
    openLog: name => openLog(folders.logs, name, { tell: sentence => screen.line(sentence) }),
    show: (part, line) => screen.line(`${screen.paint('yellow', part.name)}  ${line}`),
  });
  let suite: SuiteProcess | undefined;
  const stop = listenForStop(process, () => {
    suite?.kill();
    supervisor.kill();
    process.exit(EXIT.forced);
  });
  const asked = new Promise<number>(resolve => {
    stop.asked.addEventListener('abort', () => resolve(EXIT.stopped), { once: true });
  });
  const crashed = supervisor.crashed.then(crash => {
    for (const line of describeCrash(crash)) errors.line(line);
    return EXIT.broken;
  });
  const run = async (): Promise<number> => {
    await supervisor.ready();
    announce(screen, parts, ports, await openPaperAccount(ports));
    if (prepared === undefined || stop.asked.aborted) return asked;
    suite = startSuite(prepared);
    return suite.ended;
  };
  try {
    const code = await Promise.race([asked, crashed, run()]);
    suite?.stop();
    await suite?.ended;
    return code;
  } finally {
    await supervisor.stop();
    if (prepared !== undefined) await rm(prepared.config, { force: true });
    stop.dispose();
  }
}

/** Everything that the suite is started with. */
async function prepareSuite(setting: SuiteSetting, folders: Folders): Promise<SuiteProcessSetting> {
  const { flags, root, shell, firebaseJson } = setting;
  const { project, ports, command, script, data } = flags;
  const addresses = serviceVariables(stackPorts(ports), folders);
  const ui = flags.ui || (command === 'start' && isPageDownloaded(shell));
  const env = join(data, 'env');
  const config = await writeSuiteFiles(firebaseJson, { root, project, ports, ui, env, addresses });
  const base = { ...baseEnvironment(shell, data), ...addresses };
  const bin = join(data, 'bin');
  const jar = flags.googleFirestore ? await findEmulatorJar(base) : undefined;
  const firestore = flags.googleFirestore
    ? await googleFirestore(bin, base, await requireJava(base), jar)
    : await ownFirestore(bin, base);
  const isWhole = !flags.ui && (!flags.googleFirestore || jar !== undefined);
  const offline = isWhole ? offlineFirebaseTools(data) : {};
  return {
    script: command === 'exec' ? script : undefined,
    project,
    config,
    cwd: root,
    env: base,
    own: { ...offline, ...firestore },
    shell,
  };
}

function announce(screen: Screen, parts: readonly Part[], ports: Ports, keys: ExchangeKeys): void {
  for (const { name, endpoints } of parts) {
    for (const endpoint of endpoints) screen.line(`${name.padEnd(18)}${addressOf(ports, endpoint)}`);
  }
  screen.line(`A paper account at the local exchange: key id ${keys.keyId}, secret key ${keys.secretKey}`);
}

/** One sentence for each port that somebody else listens on. */
async function busyPorts({ flags }: SuiteSetting): Promise<string[]> {
  const services: readonly string[] = SERVICES;
  const names = Object.keys(flags.ports).filter(name => {
    if (name === 'dashboard') return flags.dashboard;
    return flags.command !== 'services' || services.includes(name);
  });
  const messages: string[] = [];
  for (const name of names) {
    const port = flags.ports[name];
    if (port === undefined || !(await isBusy(port))) continue;
    messages.push(
      `Port ${port} is in use, and ${name} needs it: stop what listens there, or move ${name} with --port-${name} PORT.`,
    );
  }
  return messages;
}
