import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { AuthEmulator } from '../../local/auth/auth-emulator.ts';
import { type DumpedDocument, dump } from '../support/firestore-dump.ts';
import { type RunningStack, startStack } from '../support/stack.ts';
import { type Tenant, World } from '../support/world.ts';

const EMAIL = 'alice@test.example';
const OPERATOR = { email: 'olivia@test.example', password: 'correct-horse' };
const CONFIRMED = { confirmation: 'delete my account' };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let stack: RunningStack;
let world: World;
let auth: AuthEmulator;
let alice: Tenant;
let bob: Tenant;
let operator: Tenant;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  auth = new AuthEmulator(stack.address('auth'), stack.project);
  alice = await world.tenant('alice', [{ symbol: 'AAPL', qty: '3' }]);
  bob = await world.tenant('bob');
  const olivia = await world.person('olivia');
  expect(await terminal('admin.ts', ['list'])).toMatchObject({
    output: 'There are no operators.\n',
    code: 0,
  });
  expect(await terminal('admin.ts', ['grant', OPERATOR.email])).toMatchObject({ code: 0 });
  expect(await terminal('admin.ts', ['list'])).toMatchObject({
    output: `${OPERATOR.email}  ${olivia.uid}\n`,
  });
  operator = { ...olivia, ...(await auth.signIn(OPERATOR.email, OPERATOR.password)) };
});

afterAll(async () => {
  await world?.db.terminate();
  await stack?.stop();
});

const nextMinute = (offset = 0): Date => new Date((Math.ceil(Date.now() / 60_000) + offset) * 60_000);

/** Runs one of the operators' commands against the stack, as from a terminal. */
async function terminal(script: string, args: readonly string[]) {
  const where = ['--auth', stack.address('auth'), '--functions', stack.address('functions')];
  const flags = ['--project', stack.project, ...where];
  const child = spawn(process.execPath, [join(ROOT, 'scripts', script), ...args, ...flags], {
    env: {
      ...process.env,
      AGENTTRADER_OPERATOR_EMAIL: OPERATOR.email,
      AGENTTRADER_OPERATOR_PASSWORD: OPERATOR.password,
    },
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { output, errors, code };
}

async function secretFiles(): Promise<string> {
  const directory = join(stack.data, 'secrets');
  const names = await readdir(directory);
  return (await Promise.all(names.map(name => readFile(join(directory, name), 'latin1')))).join('\n');
}

/** Documents outside of what belongs to `uid`, to the time of their last write. The heartbeat's own are left out. */
const without = (documents: Record<string, DumpedDocument>, uid: string) =>
  Object.fromEntries(
    Object.entries(documents).filter(
      ([path]) => !path.split('/').includes(uid) && !/^(ops|pulseRuns)\//.test(path),
    ),
  );

describe('from an earlier system to leaving', () => {
  it('only an operator migrates', async () => {
    for (const caller of [alice, bob]) {
      expect(await world.call(caller, 'migrate_legacy_data', { targetUserId: alice.uid })).toMatchObject({
        status: 403,
        error: { status: 'PERMISSION_DENIED' },
      });
    }
    expect(await world.call({}, 'migrate_legacy_data', { targetUserId: alice.uid })).toMatchObject({
      error: { status: 'UNAUTHENTICATED' },
    });
    expect(await world.call(operator, 'migrate_legacy_data', { targetUserId: operator.uid })).toMatchObject({
      error: { status: 'FAILED_PRECONDITION' },
    });
  });

  it('a terminal says what was wrong, and ends with a code', async () => {
    expect(await terminal('migrate.ts', ['--user', 'nobody'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is no tenant with this uid'),
    });
    expect(await terminal('migrate.ts', ['--user', alice.uid, '--password', 'wrong'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('could not sign in'),
    });
    expect(await terminal('migrate.ts', [])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('--user'),
    });
    expect(await terminal('admin.ts', ['grant', 'nobody@test.example'])).toMatchObject({
      code: 1,
      errors: 'Nobody has signed up as nobody@test.example. They have to sign up first.\n',
    });
  });

  it('a migrated trade is marked by the next pulse', async () => {
    const at = Timestamp.fromMillis(Date.UTC(2024, 2, 1));
    const common = { symbol: 'AAPL', side: 'long', quantity: 2, entryPrice: 0.01, createdAt: at };
    await world.db.doc('shadowTradeHistory/t1').set({ ...common, user_id: alice.uid });
    await world.db.doc('shadowTradeHistory/t2').set({ ...common, user_id: bob.uid });
    const dry = await terminal('migrate.ts', ['--user', alice.uid, '--dry-run']);
    expect(dry).toMatchObject({ code: 0, output: expect.stringContaining('would be copied (1)') });
    expect(await world.read(paths.shadowTrade(alice.uid, 't1'))).toBeUndefined();
    const real = await terminal('migrate.ts', ['--user', alice.uid]);
    expect(real).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 document copied, 0 already there, 1 skipped'),
    });
    expect(real.output + real.errors).not.toContain(bob.uid);
    const { result } = await world.call(operator, 'migrate_legacy_data', { targetUserId: alice.uid });
    expect(result).toMatchObject({ status: 'success', migratedFields: [] });
    expect(await world.read(paths.shadowTrade(alice.uid, 't2'))).toBeUndefined();

    expect(await world.pulse(nextMinute())).toBe(200);
    const marked = await world.read(paths.shadowTrade(alice.uid, 't1'));
    expect(marked).toMatchObject({
      status: 'OPEN',
      entry_price: '0.01',
      migrated_from: 'shadowTradeHistory/t1',
    });
    expect(Number(marked?.current_price)).toBeGreaterThan(1);
    expect(Number(marked?.current_pnl)).toBeGreaterThan(1);
  });

  it('what the service writes itself needs no mending', async () => {
    for (const flags of [['--dry-run'], []]) {
      expect(await terminal('admin.ts', ['repair', alice.uid, ...flags])).toMatchObject({
        code: 0,
        output: expect.stringMatching(
          /[1-9]\d* documents of 1 tenant looked at: 0 .*mended, 0 cannot be mended/,
        ),
      });
    }
    expect(await world.call(alice, 'repair_documents', { targetUserId: alice.uid })).toMatchObject({
      error: { status: 'PERMISSION_DENIED' },
    });
  });

  it('an export holds it all, and no key', async () => {
    const { result } = await world.call(alice, 'export_account', {});
    expect(result).toMatchObject({ format: 'agenttrader-export-1', next: null });
    const exported = JSON.stringify(result);
    expect(exported).toContain('shadowTradeHistory/t1');
    expect(exported).toContain(EMAIL);
    for (const secret of [alice.keyId, alice.secretKey, bob.uid]) expect(exported).not.toContain(secret);
  });

  it('after deleting nothing is left of alice but the stub, and bob has everything', async () => {
    expect(await secretFiles()).toContain(alice.uid);
    expect(await world.call(alice, 'delete_account', {})).toMatchObject({
      error: { status: 'INVALID_ARGUMENT' },
    });
    const before = await dump(world.db);

    expect(await world.call(alice, 'delete_account', CONFIRMED)).toMatchObject({
      result: { status: 'deleted' },
    });

    const after = await dump(world.db);
    const { [paths.deletedAccount(alice.uid)]: stub, ...others } = after;
    expect(stub?.data).toMatchObject({ state: 'deleted', actor: 'user', deleted_at: expect.any(String) });
    expect(stub?.data.documents).toBeGreaterThan(5);
    const kept = without(before, alice.uid);
    // The legacy trade that names alice is hers, too.
    delete kept['shadowTradeHistory/t1'];
    expect(without(others, alice.uid)).toEqual(kept);
    const traces = [alice.uid, EMAIL, alice.keyId, alice.secretKey];
    for (const [place, content] of [
      ['documents', JSON.stringify(others)],
      ['secrets', await secretFiles()],
      ['people', JSON.stringify(await auth.listAccounts())],
    ] as const) {
      expect([place, traces.filter(trace => content.includes(trace))]).toEqual([place, []]);
    }
    expect(JSON.stringify(stub)).not.toContain(EMAIL);
    expect(await secretFiles()).toContain(bob.uid);
    expect(await auth.listAccounts()).toHaveLength(2);
  });

  it('a token that outlived the account brings nothing back', async () => {
    const before = await dump(world.db);
    for (const [name, data] of [
      ['onboard_user', {}],
      ['sync_account', {}],
      ['export_account', {}],
      ['generate_trading_signal', {}],
      ['connect_broker', { environment: 'paper', keyId: alice.keyId, secretKey: alice.secretKey }],
    ] as const) {
      const { error } = await world.call(alice, name, data);
      expect([name, error?.status]).not.toEqual([name, undefined]);
      expect([name, error?.status]).not.toEqual([name, 'INTERNAL']);
    }
    expect(await world.call(alice, 'delete_account', CONFIRMED)).toMatchObject({
      result: { status: 'deleted' },
    });
    expect(await dump(world.db)).toEqual(before);
    expect(await secretFiles()).not.toContain(alice.uid);
  });

  it('the heartbeat goes on for the others', async () => {
    expect(await world.pulse(nextMinute(1))).toBe(200);
    expect(await world.read(paths.lastPulse())).toMatchObject({
      success_count: 1,
      error_count: 0,
      skipped_count: 0,
    });
    expect(await world.db.doc(paths.tenantDocument(alice.uid)).listCollections()).toEqual([]);
  });
});
