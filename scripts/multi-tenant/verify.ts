import { deleteApp, initializeApp } from 'firebase/app';
import { connectFirestoreEmulator, doc, getDoc, getFirestore } from 'firebase/firestore';
import { snapshot } from '../../domain/src/documents/snapshot.ts';
import * as paths from '../../domain/src/paths.ts';
import { forEachTenant } from '../../functions/src/data/backend-helpers/all-tenants.ts';
import { systemClock } from '../../functions/src/runtime/clock.ts';
import type { Tenant, World } from '../../tests/support/world.ts';
import type { TestTenants } from './test-tenants.ts';

export interface Check {
  readonly what: string;
  readonly holds: boolean;
}

/** Two heartbeats and a bit: a stack that runs may just have had one. */
const HEARTBEAT_MS = 130_000;
const LOOK_MS = 500;

/** Checks that each of them is synced, fails or is passed by on its own, and that none reads what is another's. */
export async function verify(world: World, tenants: TestTenants): Promise<Check[]> {
  const { healthy, unconnected, revoked, off, unlucky } = tenants;
  const everybody = Object.values(tenants);
  await world.fault(revoked, { kind: '401' });
  await world.fault(unlucky, { kind: '500' });
  const readError = async ({ uid }: Tenant) => (await world.read(paths.lastSyncError(uid)))?.code;
  const syncedAt = async ({ uid }: Tenant) =>
    JSON.stringify((await world.read(paths.snapshot(uid)))?.[snapshot.names.syncedAt] ?? null);
  const before = await syncedAt(off);
  await world.pulse(new Date(Math.floor(Date.now() / 60_000) * 60_000));
  await until(async () => {
    const codes = await Promise.all([revoked, unlucky].map(readError));
    return codes.every(Boolean) && (await syncedAt(healthy)) !== 'null';
  });

  const outcomes = (
    await forEachTenant(
      world.db,
      systemClock,
      async tenant => ({ power: await tenant.buyingPower(), state: await tenant.state() }),
      {
        concurrency: 4,
      },
    )
  ).filter(({ uid }) => everybody.some(tenant => tenant.uid === uid));
  const isOn = (uid: string) =>
    outcomes.some(one => one.ok && one.uid === uid && one.value.state.tradingEnabled);
  const crossings = everybody.flatMap(reader => everybody.map(owner => ({ reader, owner })));
  const verdicts = await Promise.all(crossings.map(({ reader, owner }) => mayRead(world, reader, owner)));
  return [
    {
      what: 'the healthy tenant is synced, and has no error',
      holds: (await syncedAt(healthy)) !== 'null' && !(await readError(healthy)),
    },
    {
      what: 'who has no broker is told so',
      holds: (await readError(unconnected)) === 'broker_not_connected',
    },
    {
      what: 'revoked keys are that tenant’s own error',
      holds: (await readError(revoked)) === 'credentials_rejected',
    },
    {
      what: 'a broker in trouble is that tenant’s own error',
      holds: (await readError(unlucky)) === 'broker_unavailable',
    },
    {
      what: 'who has trading off is passed by, without an error',
      holds: (await syncedAt(off)) === before && !(await readError(off)),
    },
    { what: 'and can still look', holds: (await world.call(off, 'sync_account', {})).status === 200 },
    {
      what: 'every tenant can be gone through, each on its own',
      holds: outcomes.length === everybody.length && outcomes.every(({ ok }) => ok),
    },
    {
      what: 'one tenant’s kill switch is off, and another’s is not',
      holds: !isOn(off.uid) && isOn(healthy.uid),
    },
    {
      what: 'each of them reads their own documents, and nobody else’s',
      holds: crossings.every(({ reader, owner }, index) => verdicts[index] === (reader === owner)),
    },
  ];
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + HEARTBEAT_MS;
  while (!(await holds()) && Date.now() < end) await new Promise(resolve => setTimeout(resolve, LOOK_MS));
}

async function mayRead({ stack }: World, reader: Tenant, owner: Tenant): Promise<boolean> {
  const app = initializeApp({ projectId: stack.project, apiKey: 'local' }, `${reader.uid} ${owner.uid}`);
  const db = getFirestore(app);
  const [host = '', port = ''] = stack.address('firestore').split(':');
  connectFirestoreEmulator(db, host, Number(port), { mockUserToken: reader.idToken });
  const read = await getDoc(doc(db, paths.tradingStatus(owner.uid))).then(
    () => true,
    () => false,
  );
  await deleteApp(app);
  return read;
}

/** Everything of the tenant that is still there: documents by their paths. */
export async function findLeftovers(world: World, { uid }: Tenant): Promise<string[]> {
  const places = [
    paths.tenantDocument(uid),
    paths.traderProfile(uid),
    paths.deletedAccount(uid),
    `callCounts/${uid}`,
  ];
  const left: string[] = [];
  for (const place of places) {
    const document = world.db.doc(place);
    if ((await document.get()).exists) left.push(place);
    left.push(...(await document.listCollections()).map(({ path }) => path));
  }
  return left;
}
