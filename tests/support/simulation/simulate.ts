import { snapshot } from '@agenttrader/domain/documents/snapshot';
import * as paths from '@agenttrader/domain/paths';
import { checkEnd } from './end.ts';
import { drawFaultPlan, type FaultPlan, NO_FAULTS } from './faults.ts';
import { Heartbeat } from './heartbeat.ts';
import { drawInputs, type Inputs, type Turn } from './inputs.ts';
import { outcomeOf } from './outcome.ts';
import { Random } from './random.ts';
import { Trader } from './trader.ts';
import { World } from './world.ts';

const MINUTE_MS = 60_000;
/** How long after the last trouble traders are given, in minutes, beside as long as it lasted. */
const SETTLED_MINUTES = 2;
/**
 * The quiet minutes that are delivered then: two, and two after the longest back-off. In every fifth minute everybody is
 * due, whether the market is open or not.
 */
const QUIET_MINUTES = [0, 5, 20, 25];
const EVERYBODY_MS = 5 * MINUTE_MS;

/** What came of a seed. */
export interface Verdict {
  readonly seed: number;
  readonly violations: readonly string[];
  /** How many events happened. */
  readonly steps: number;
  readonly trace: readonly string[];
}

/** Runs a seed undisturbed and disturbed, and says what must not be. */
export async function simulate(seed: number, keepTrace = false): Promise<Verdict> {
  const random = new Random(seed);
  const inputs = drawInputs(random);
  const plan = drawFaultPlan(random, inputs.start, inputs.badUntil);
  const calm = await run(inputs, NO_FAULTS, seed, false);
  const troubled = await run(inputs, plan, seed, keepTrace);
  const violations = [
    ...calm.violations.map(violation => `undisturbed: ${violation}`),
    ...troubled.violations,
    ...differences(calm.outcome, troubled.outcome),
  ];
  return { seed, violations, steps: calm.steps + troubled.steps, trace: troubled.trace };
}

async function run(inputs: Inputs, plan: FaultPlan, seed: number, keepTrace: boolean) {
  const world = new World(inputs, plan, seed, keepTrace);
  const traders = inputs.tenants.map((tenant, number) => new Trader(world, tenant, number));
  const violations = world.watch.violations;
  try {
    await world.scheduler.run(live(world, inputs, traders));
    violations.push(...checkEnd(world, inputs));
  } catch (thrown) {
    violations.push(`it broke off: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  }
  return {
    violations,
    outcome: outcomeOf(world, inputs, traders),
    steps: world.scheduler.steps,
    trace: world.trace.lines,
  };
}

async function live(world: World, inputs: Inputs, traders: readonly Trader[]): Promise<void> {
  const { scheduler, watch } = world;
  const heartbeat = new Heartbeat(world);
  const first = inputs.start;
  const until = (time: number) => scheduler.pause(time - scheduler.now);
  await Promise.all(traders.map((trader, number) => trader.play(inputs.tenants[number]?.before ?? [])));
  await until(first);
  let playing = true;
  const scripts = inputs.tenants.flatMap(({ scripts }, number) =>
    scripts.map(script => traders[number]?.play(script)),
  );
  const played = Promise.all(scripts).then(() => {
    playing = false;
  });
  const turns = inputs.tenants.flatMap(({ uid, turns }, number) =>
    turns.map(turn => until(first + turn.afterMs).then(() => take(turn, world, uid, number))),
  );
  const settled = (2 * (inputs.badUntil - first)) / MINUTE_MS + SETTLED_MINUTES;
  for (let minute = 0; minute < settled; minute += 1) {
    await until(first + minute * MINUTE_MS);
    heartbeat.deliver(first + minute * MINUTE_MS);
  }
  await Promise.all([...turns, heartbeat.quiet()]);
  if (playing) watch.violations.push('a trader did not come to an end although all was well');
  const quiet = Math.ceil((first + (settled + 2) * MINUTE_MS) / EVERYBODY_MS) * EVERYBODY_MS;
  for (const minute of QUIET_MINUTES) {
    const time = quiet + minute * MINUTE_MS;
    await until(time);
    // Who backed off when the keys were revoked finds out in one of the others.
    if (minute === QUIET_MINUTES.at(-1)) world.exchange.expectOnlyGoodKeys();
    const result = await heartbeat.beat(time);
    await heartbeat.quiet();
    if (!result || result.kind === 'declined')
      watch.violations.push(`a quiet pulse did not run: ${JSON.stringify(result)}`);
  }
  if (!playing) await played;
}

function take({ turn }: Turn, world: World, uid: string, number: number): void {
  const account = world.accountOf(number);
  world.trace.note(() => `${uid}: ${turn}`);
  switch (turn) {
    case 'keys revoked':
      account.keys.clear();
      return;
    case 'account mended':
      account.trouble = undefined;
      return;
    case 'snapshot deleted':
    case 'snapshot garbled': {
      const isGone = turn === 'snapshot deleted';
      const fields = isGone ? {} : { [snapshot.names.openTrades]: 'none' };
      const path = paths.snapshot(uid);
      world.store.commit([{ kind: isGone ? 'delete' : 'merge', path, fields }], world.scheduler.now);
      world.watch.forgetPointsOf(uid);
      return;
    }
    default:
      account.trouble = turn;
  }
}

/** What the same inputs came to where nothing went wrong, line by line, and does not where something did. */
function differences(calm: readonly string[], troubled: readonly string[]): string[] {
  const [expected, found] = [new Set(calm), new Set(troubled)];
  return [
    ...calm.filter(line => !found.has(line)).map(line => `not as undisturbed: missing ${line}`),
    ...troubled.filter(line => !expected.has(line)).map(line => `not as undisturbed: ${line}`),
  ];
}
