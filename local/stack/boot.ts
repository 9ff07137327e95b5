import type { Firestore } from '@google-cloud/firestore';
import { AuthEmulator } from '../auth/auth-emulator.ts';
import { localFunctions } from '../callables/callable-client.ts';
import { stackCallables } from '../callables/stack-callables.ts';
import { DEMO_TENANTS } from '../seed/demo-tenants.ts';
import { ExchangeControl } from '../seed/exchange-control.ts';
import { pendingDemoTenants, seedDemoTenants } from '../seed.ts';
import { showBanner } from './banner.ts';
import type { StackClock } from './clock.ts';
import { formatSeconds } from './duration.ts';
import { addressOf, type EndpointName } from './endpoints.ts';
import type { StackFlags } from './flags.ts';
import type { Folders } from './folders.ts';
import { localHeartbeat } from './local-heartbeat.ts';
import { openFirestore } from './open-firestore.ts';
import { pulseLine, pulseOnce } from './pulse.ts';
import { runSchedule } from './scheduler.ts';
import type { Screen } from './screen.ts';
import type { Supervisor } from './supervisor.ts';

export interface BootSetting {
  readonly flags: StackFlags;
  readonly folders: Folders;
  readonly endpoints: readonly EndpointName[];
  readonly supervisor: Supervisor;
  readonly screen: Screen;
  readonly clock: StackClock;
  /** When the stack was started, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Aborts when the stack is to stop. */
  readonly signal: AbortSignal;
}

/**
 * Everything that happens once the parts are started: demo tenants created, the banner, and
 * pulses until the signal aborts.
 *
 * Auth takes longest to start. Where the tenants are there already, pulses do not wait for it; what they have
 * to say does, so that nobody reads of a pulse before everything is usable.
 */
export async function boot(setting: BootSetting): Promise<void> {
  const { flags, folders, supervisor, screen, clock, signal } = setting;
  const { ports, project } = flags;
  const pending = flags.demo ? await pendingDemoTenants(folders.seeded) : [];
  const callables = stackCallables(addressOf(ports, 'functions'), project);
  const auth = new AuthEmulator(addressOf(ports, 'auth'), project);
  const authReady = supervisor.ready(part => part.name === 'auth');
  const firestore = openFirestore(ports.firestore, project);
  const othersReady = supervisor.ready(part => part.name !== 'auth' && part.name !== 'dashboard');
  const dashboardReady = supervisor.ready(part => part.name === 'dashboard');

  const everythingReady = prepareTenants();
  await Promise.all([everythingReady, heartbeat()]);

  async function heartbeat(): Promise<void> {
    await othersReady;
    if (pending.length > 0) await everythingReady;
    await pulses(setting, await firestore, everythingReady);
  }

  async function prepareTenants(): Promise<void> {
    await othersReady;
    await authReady;
    const exchange = new ExchangeControl(addressOf(ports, 'alpaca'));
    const seedPorts = {
      auth,
      callables,
      exchange,
      firestore: await firestore,
      now: () => new Date(clock.now()),
    };
    await seedDemoTenants(pending, folders.seeded, seedPorts).catch(error => {
      if (!signal.aborted) screen.line(screen.paint('red', messageOf(error)));
    });
    await dashboardReady;
    if (signal.aborted) return;
    showBanner(screen, {
      endpoints: setting.endpoints,
      tenants: flags.demo ? DEMO_TENANTS : [],
      ports,
      project,
      logs: folders.logs,
      pulseEveryMs: flags.pulseEveryMs,
      readyAfterMs: clock.now() - setting.startedAt,
    });
  }
}

/** Pulses until the signal aborts, a line each once it may be shown. */
async function pulses(setting: BootSetting, firestore: Firestore, mayShow: Promise<void>): Promise<void> {
  const { flags, screen, clock, startedAt, signal } = setting;
  if (flags.pulseEveryMs === undefined) return;
  const url = `${localFunctions(addressOf(flags.ports, 'functions'), flags.project)}/pulse-0`;
  const heartbeat = localHeartbeat(url, firestore, signal);
  let first = true;
  await runSchedule({
    clock,
    everyMs: flags.pulseEveryMs,
    signal,
    async run(scheduleTime) {
      const outcome = await pulseOnce(heartbeat, scheduleTime);
      const sinceStart = `(${formatSeconds(clock.now() - startedAt)} after the start)`;
      await mayShow;
      if (signal.aborted) return;
      const line = pulseLine(scheduleTime, outcome, screen);
      screen.line(first ? `${line}  ${screen.paint('dim', sinceStart)}` : line);
      first = false;
    },
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
