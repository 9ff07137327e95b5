import type { CallableName } from '../../domain/src/callables/list.ts';
import * as paths from '../../domain/src/paths.ts';
import { AuthError } from '../../local/auth/auth-emulator.ts';
import { PASSWORD, type Tenant, type World } from '../../tests/support/world.ts';
import { CommandError } from '../admin/run-command.ts';

/** What becomes of each of them. */
export const FORTUNES = {
  healthy: 'connected, trading on',
  unconnected: 'trading on, and no broker',
  revoked: 'connected with keys that the broker refuses by now',
  off: 'connected, trading off',
  unlucky: 'connected to a broker in trouble',
} as const;
export type Fortune = keyof typeof FORTUNES;
export type TestTenants = Readonly<Record<Fortune, Tenant>>;

const NAMES = Object.keys(FORTUNES) as Fortune[];
const emailOf = (name: Fortune): string => `test-tenant-${name}@test.example`;

/** Makes those that are missing. Repeating it changes nothing about the others. */
export async function createTenants(world: World): Promise<TestTenants> {
  for (const name of NAMES) {
    const tenant = (await signedIn(world, name)) ?? (await signUp(world, name));
    await call(world, tenant, 'onboard_user', {});
    if (
      name !== 'unconnected' &&
      (await world.read(paths.brokerConfig(tenant.uid, 'alpaca')))?.configured !== true
    ) {
      await world.openAccount(tenant, {
        positions: name === 'healthy' ? [{ symbol: 'AAPL', qty: '10' }] : [],
      });
      await world.noFault(tenant);
      const { environment, keyId, secretKey } = { environment: 'paper', ...tenant };
      await call(world, tenant, 'connect_broker', { environment, keyId, secretKey });
    }
    await world.switchTrading(tenant.uid, name !== 'off');
  }
  return findTenants(world);
}

/** Those that `createTenants` made. @throws CommandError where one of them is missing */
export async function findTenants(world: World): Promise<TestTenants> {
  const found = await existing(world);
  const missing = NAMES.filter(name => !found.has(name));
  if (missing.length > 0) {
    throw new CommandError(
      `These test tenants are not there: ${missing.join(', ')}. Make them first: npm run test:multi-tenant -- create`,
    );
  }
  return Object.fromEntries(found) as Record<Fortune, Tenant>;
}

/**
 * Removes those that are there: their documents, sign-ins and accounts at the exchange, and that they were ever deleted.
 * Answers who they were.
 */
export async function removeTenants(world: World): Promise<Tenant[]> {
  const found = await existing(world);
  for (const [name, tenant] of found) {
    await call(world, tenant, 'delete_account', { confirmation: 'delete my account' });
    await world.db.doc(paths.deletedAccount(tenant.uid)).delete();
    // The call that deleted the account is still counted.
    await world.db.recursiveDelete(world.db.collection(paths.callCounts(tenant.uid)));
    if (name !== 'unconnected') await world.exchange('DELETE', `/control/accounts/${tenant.keyId}`);
  }
  return [...found.values()];
}

async function existing(world: World): Promise<Map<Fortune, Tenant>> {
  const found = new Map<Fortune, Tenant>();
  for (const name of NAMES) {
    const tenant = await signedIn(world, name);
    if (tenant) found.set(name, tenant);
  }
  return found;
}

async function signUp(world: World, name: Fortune): Promise<Tenant> {
  const email = emailOf(name);
  const { localId } = await world.auth.signUp(email, PASSWORD);
  await world.auth.confirmAddress({ localId, email });
  const tenant = await signedIn(world, name);
  if (!tenant) throw new CommandError(`${email} was signed up and cannot sign in.`);
  return tenant;
}

async function signedIn(world: World, name: Fortune): Promise<Tenant | undefined> {
  try {
    const { localId: uid, idToken } = await world.auth.signIn(emailOf(name), PASSWORD);
    // Keys of their own, and the same ones each time.
    const tag = name.toUpperCase().padEnd(14, 'X');
    return { uid, idToken, keyId: `PKTT${tag}`, secretKey: `secret${tag}`.padEnd(40, 's') };
  } catch (thrown) {
    if (thrown instanceof AuthError) return undefined;
    throw thrown;
  }
}

async function call(world: World, tenant: Tenant, name: CallableName, data: unknown): Promise<void> {
  const { status, error } = await world.call(tenant, name, data);
  if (status !== 200) throw new CommandError(`${name}: ${error?.message ?? `answered ${status}`}`);
}
