import { deleteApp, initializeApp } from 'firebase/app';
import { connectFirestoreEmulator, doc, getDoc, getFirestore, setLogLevel } from 'firebase/firestore';
import * as paths from '../domain/src/paths.ts';
import { forEachTenant } from '../functions/src/data/all-tenants.ts';
import { systemClock } from '../functions/src/runtime/clock.ts';
import { dump } from '../tests/support/firestore-dump.ts';
import { startStack } from '../tests/support/stack.ts';
import { type Tenant, World } from '../tests/support/world.ts';

/*
 * Several tenants of different fortunes on one stack, as an operator would check a release: their data, their errors
 * and their kill switches are their own.  npm run test:multi-tenant
 */
interface Check {
  readonly what: string;
  readonly holds: boolean;
}

const checks: Check[] = [];
const check = (what: string, holds: boolean): void => {
  checks.push({ what, holds });
  console.log(`${holds ? '  ok    ' : '  FAILED'}  ${what}`);
};

// A denial is what is asked for here, and no news.
setLogLevel('silent');
console.log('Starting a stack of its own …');
const stack = await startStack();
const world = new World(stack);
try {
  await world.freezeMarket();
  const healthy = await world.tenant('healthy', [{ symbol: 'AAPL', qty: '10' }]);
  const unconnected = await world.person('unconnected');
  await world.call(unconnected, 'onboard_user', {});
  await world.switchTrading(unconnected.uid, true);
  const revoked = await world.tenant('revoked');
  await world.fault(revoked, { kind: '401' });
  const off = await world.tenant('off');
  await world.switchTrading(off.uid, false);
  const unlucky = await world.tenant('unlucky');
  await world.fault(unlucky, { kind: '500' });
  const tenants = { healthy, unconnected, revoked, off, unlucky };
  console.log(`${Object.keys(tenants).length} tenants; one pulse …\n`);
  await world.pulse(new Date(Math.floor(Date.now() / 60_000) * 60_000));

  const errorOf = async ({ uid }: Tenant) => (await world.read(paths.lastSyncError(uid)))?.code;
  const synced = async ({ uid }: Tenant) => (await world.read(paths.snapshot(uid))) !== undefined;
  check(
    'the healthy tenant is synced, and has no error',
    (await synced(healthy)) && !(await errorOf(healthy)),
  );
  check('who has no broker is told so', (await errorOf(unconnected)) === 'broker_not_connected');
  check('revoked keys are that tenant’s own error', (await errorOf(revoked)) === 'credentials_rejected');
  check('a broker in trouble is that tenant’s own error', (await errorOf(unlucky)) === 'broker_unavailable');
  check('who has trading off is passed by, without an error', !(await synced(off)) && !(await errorOf(off)));
  check('and can still look', (await world.call(off, 'sync_account', {})).status === 200);

  const outcomes = await forEachTenant(
    world.db,
    systemClock,
    async tenant => ({ power: await tenant.buyingPower(), state: await tenant.state() }),
    { concurrency: 4 },
  );
  check(
    'every tenant can be gone through, each on its own',
    outcomes.length === 5 && outcomes.every(({ ok }) => ok),
  );
  const stateOf = (uid: string) => outcomes.flatMap(one => (one.ok && one.uid === uid ? [one.value] : []))[0];
  check(
    'one tenant’s kill switch is off, and no other’s',
    stateOf(off.uid)?.state.tradingEnabled === false &&
      outcomes.every(one => one.ok && (one.uid === off.uid || one.value.state.tradingEnabled)),
  );

  const read = async (reader: Tenant, owner: Tenant): Promise<'read' | 'denied'> => {
    const app = initializeApp({ projectId: stack.project, apiKey: 'local' }, `${reader.uid} ${owner.uid}`);
    const db = getFirestore(app);
    const [host = '', port = ''] = stack.address('firestore').split(':');
    connectFirestoreEmulator(db, host, Number(port), { mockUserToken: reader.idToken });
    const verdict = await getDoc(doc(db, paths.tradingStatus(owner.uid))).then(
      () => 'read' as const,
      () => 'denied' as const,
    );
    await deleteApp(app);
    return verdict;
  };
  const everybody = Object.values(tenants);
  const crossings = everybody.flatMap(reader => everybody.map(owner => ({ reader, owner })));
  const verdicts = await Promise.all(crossings.map(({ reader, owner }) => read(reader, owner)));
  check(
    'each of them reads their own documents, and nobody else’s',
    verdicts.every((verdict, index) => {
      const { reader, owner } = crossings[index] ?? {};
      return verdict === (reader === owner ? 'read' : 'denied');
    }),
  );

  for (const tenant of everybody) {
    await world.call(tenant, 'delete_account', { confirmation: 'delete my account' });
  }
  const left = JSON.stringify(Object.keys((await dump(world.db)) as object));
  check('nothing of them is left but a stub each', !/users/.test(left));
} finally {
  await world.db.terminate();
  await stack.stop();
}

const failed = checks.filter(({ holds }) => !holds).length;
console.log(`\n${checks.length - failed} of ${checks.length} checks hold.`);
process.exit(failed === 0 ? 0 : 1);
