import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test-support/seeded-random.ts';
import { VirtualClock } from '../../test-support/virtual-clock.ts';
import { cutoffOf } from './cutoff.ts';
import { type LaneLimits, type LaneWork, runLanes } from './lanes.ts';

const START = '2026-03-02T15:00:00.000Z';
const LIMITS: LaneLimits = { healthy: 32, troubled: 32, slow: 256 };
/** As long as a tenant may take at its broker. */
const DEADLINE_MS = 12_000;

interface Tenant {
  readonly name: string;
  /** Hangs until its deadline, or until it is cut short. */
  readonly hangs: boolean;
  /** How long it takes otherwise, in milliseconds. */
  readonly takesMs: number;
  /** Was slow or failed the last time. */
  readonly troubled: boolean;
}

interface Work extends LaneWork {
  readonly name: string;
}

const never = new AbortController().signal;

/** Has tenants take their turns. */
async function take(
  tenants: readonly Tenant[],
  { limits = LIMITS, deaf = false }: { limits?: LaneLimits; deaf?: boolean } = {},
) {
  const clock = new VirtualClock(START);
  const sinceStart = () => clock.now().getTime() - Date.parse(START);
  const begun: string[] = [];
  const doneAt = new Map<string, number>();
  const cut: string[] = [];
  let running = 0;
  let most = 0;
  const works = tenants.map(({ name, hangs, troubled, takesMs }): Work => {
    return {
      name,
      troubled,
      async run(signal) {
        begun.push(name);
        running += 1;
        most = Math.max(most, running);
        const aborted = new Promise<'cut'>(resolve => {
          if (!deaf) signal.addEventListener('abort', () => resolve('cut'));
        });
        const worked = clock.sleep(hangs ? (deaf ? 600_000 : DEADLINE_MS) : takesMs);
        if ((await Promise.race([worked, aborted])) === 'cut') cut.push(name);
        else if (!hangs) doneAt.set(name, sinceStart());
        running -= 1;
      },
    };
  });
  const cutoff = cutoffOf(new Date(START), new Date(START));
  const { notBegun, leftBehind } = await clock.until(runLanes(works, limits, cutoff, clock, never));
  return {
    begun,
    doneAt,
    cut,
    most,
    endedMs: sinceStart(),
    lastHealthyMs: Math.max(0, ...doneAt.values()),
    notBegun: notBegun.map(({ name }) => name),
    leftBehind: leftBehind.map(({ name }) => name),
  };
}

/** Tenants of which a share hangs, told by a seed. The others take a quarter of a second, and one in fifty takes 1.5 s. */
function tenantsOf(count: number, share: number, seed: number, known = false): Tenant[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, n) => {
    const hangs = random() < share;
    const takesMs = random() < 0.02 ? 1_500 : 150 + 200 * random();
    return { name: `tenant-${n}`, hangs, takesMs, troubled: hangs && known };
  });
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

describe('the last healthy tenant is written at most a fifth later', () => {
  it.each([150, 400, 1_000].flatMap(count => seeds.map(seed => [count, seed] as const)))(
    'with 30 %% of %i tenants hanging for the first time (seed %i)',
    async (count, seed) => {
      const tenants = tenantsOf(count, 0.3, seed);
      const healthy = tenants.filter(({ hangs }) => !hangs);
      const undisturbed = await take(tenantsOf(count, 0, seed));
      const disturbed = await take(tenants);
      expect(disturbed.doneAt.size).toBe(healthy.length);
      expect(disturbed.lastHealthyMs).toBeLessThanOrEqual(1.2 * undisturbed.lastHealthyMs);
    },
  );

  it.each(seeds)('and not at all once they are known to hang (seed %i)', async seed => {
    const tenants = tenantsOf(400, 0.3, seed, true);
    const alone = await take(tenants.filter(({ hangs }) => !hangs));
    const beside = await take(tenants);
    const count = tenants.filter(({ hangs }) => !hangs).length;
    expect([alone.doneAt.size, beside.doneAt.size]).toEqual([count, count]);
    expect(beside.lastHealthyMs).toBe(alone.lastHealthyMs);
  });
});

describe('a lane', () => {
  it('has so many places and no more, twice as many at most where tenants turn out to be slow', async () => {
    const limits = { healthy: 4, troubled: 3, slow: 5 };
    const healthy = await take(tenantsOf(100, 0, 1), { limits });
    expect(healthy.most).toBeLessThanOrEqual(2 * 4 + 5);
    const hanging = await take(tenantsOf(200, 1, 1), { limits });
    expect(hanging.most).toBeLessThanOrEqual(2 * (4 + 5) + 3);
    const troubled = await take(tenantsOf(200, 1, 1, true), { limits });
    expect(troubled.most).toBe(3);
  });

  it('gives turns in the order that it is given', async () => {
    const { begun } = await take(tenantsOf(60, 0, 3), { limits: { healthy: 1, troubled: 1, slow: 1 } });
    expect(begun).toEqual(tenantsOf(60, 0, 3).map(({ name }) => name));
  });

  it('cuts short whose turn has lasted longest, where more are slow than there is room for', async () => {
    const tenants = tenantsOf(1_000, 0.5, 2);
    const { cut, doneAt } = await take(tenants);
    expect(cut.length).toBeGreaterThan(50);
    // One that takes six times as long as the others may be among them.
    const usual = tenants.filter(({ hangs, takesMs }) => !hangs && takesMs < 1_000).map(({ name }) => name);
    expect(usual.filter(name => !doneAt.has(name))).toEqual([]);
  });

  it('takes nobody’s turn for lasting long where all take long', async () => {
    const clock = new VirtualClock(START);
    let cut = 0;
    const works = Array.from({ length: 120 }, () => ({
      troubled: false,
      async run(signal: AbortSignal) {
        signal.addEventListener('abort', () => {
          cut += 1;
        });
        await clock.sleep(4_000);
      },
    }));
    const cutoff = cutoffOf(new Date(START), new Date(START));
    const { notBegun } = await clock.until(runLanes(works, LIMITS, cutoff, clock, never));
    expect([notBegun.length, cut]).toEqual([0, 0]);
  });
});

describe('a minute', () => {
  it('is over before the next one, whatever tenants do, and says whose turn did not come', async () => {
    const tenants = tenantsOf(400, 1, 1, true);
    const { endedMs, begun, notBegun, leftBehind } = await take(tenants);
    expect(endedMs).toBeLessThanOrEqual(58_000);
    expect(leftBehind).toEqual([]);
    expect([...begun, ...notBegun]).toEqual(tenants.map(({ name }) => name));
    expect(notBegun.length).toBeGreaterThan(200);
  });

  it('leaves behind who does not listen', async () => {
    const tenants = tenantsOf(40, 1, 1);
    const { endedMs, leftBehind, notBegun } = await take(tenants, { deaf: true });
    expect(endedMs).toBe(58_000);
    expect([...leftBehind, ...notBegun].toSorted()).toEqual(tenants.map(({ name }) => name).toSorted());
  });

  it('begins nobody’s turn once it is stopped, and cuts short who is at work', async () => {
    const clock = new VirtualClock(START);
    const stop = new AbortController();
    clock.after(5_000, () => stop.abort());
    const works = Array.from({ length: 80 }, () => ({
      troubled: false,
      run: (signal: AbortSignal) =>
        Promise.race([
          clock.sleep(20_000),
          new Promise<void>(resolve => signal.addEventListener('abort', () => resolve())),
        ]),
    }));
    const cutoff = cutoffOf(new Date(START), new Date(START));
    const limits = { healthy: 2, troubled: 2, slow: 2 };
    const { notBegun } = await clock.until(runLanes(works, limits, cutoff, clock, stop.signal));
    expect(clock.now().getTime() - Date.parse(START)).toBe(5_000);
    expect(notBegun.length).toBeGreaterThan(50);
  });

  it('has nothing to do for nobody', async () => {
    expect(await take([])).toMatchObject({ endedMs: 0, begun: [], notBegun: [] });
  });
});

describe('a minute’s cutoff', () => {
  const scheduledAt = new Date(START);
  const after = (ms: number) => new Date(scheduledAt.getTime() + ms);

  it.each([
    ['in time', 900, 0],
    ['a little late', 39_000, 0],
    ['with no time left in its own minute', 45_000, 45_000],
    ['after an hour', 3_600_000, 3_600_000],
    ['by a scheduler that is ahead', -20_000, -20_000],
  ])('of a pulse that was delivered %s', (_when, lateMs, fromMs) => {
    expect(cutoffOf(scheduledAt, after(lateMs))).toEqual({
      startBefore: after(fromMs + 50_000),
      cutAt: after(fromMs + 56_000),
      leaveAt: after(fromMs + 58_000),
    });
  });
});
