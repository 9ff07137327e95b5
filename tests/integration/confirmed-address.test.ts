import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallableName } from '../../domain/src/callables/list.ts';
import { AuthClient, type SignedIn } from '../support/auth-client.ts';
import { type RunningStack, startStack } from '../support/stack.ts';
import { World } from '../support/world.ts';

const PASSWORD = 'correct-horse';

let stack: RunningStack;
let world: World;
let auth: AuthClient;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  auth = new AuthClient(world);
});
afterAll(async () => {
  await world?.db.terminate();
  await stack?.stop();
});

const KEYS = { environment: 'paper', keyId: 'PKHIJACKHIJACKHIJACK', secretKey: 'h'.repeat(40) };

/** What opens an account: each answers whether it opened. */
const DOORS: Readonly<Record<string, (session: SignedIn) => Promise<boolean>>> = {
  'the profile': session => reads(session, ''),
  'the snapshot': session => reads(session, '/data/snapshot'),
  'the trades': session => reads(session, '/shadowTradeHistory/t1'),
  connecting: session => passes(session, 'connect_broker', KEYS),
  exporting: session => passes(session, 'export_account', {}),
  trading: session =>
    passes(session, 'open_shadow_trade', {
      symbol: 'AAPL',
      side: 'buy',
      notionalUsd: '10.00',
      idempotencyKey: 'hijack-key',
    }),
  asking: session => passes(session, 'generate_trading_signal', {}),
  summaries: session => passes(session, 'summarize_shadow_trades', {}),
  leaving: session => passes(session, 'delete_account', {}),
};

async function reads({ localId, idToken }: SignedIn, path: string): Promise<boolean> {
  const documents = `projects/${stack.project}/databases/(default)/documents`;
  const answer = await fetch(`http://${stack.address('firestore')}/v1/${documents}/users/${localId}${path}`, {
    headers: { authorization: `Bearer ${idToken}` },
  });
  await answer.arrayBuffer();
  // What is not there is not found by whoever may look.
  return answer.ok || answer.status === 404;
}

/** Whether a call got past who may call: what it was answered then does not matter here. */
async function passes(session: SignedIn, name: CallableName, data: unknown): Promise<boolean> {
  const { status, error } = await world.call(session, name, data);
  return status !== 401 && status !== 403 && !error?.details;
}

async function opened(session: SignedIn): Promise<string[]> {
  const tried = Object.entries(DOORS).map(async ([door, enter]) => ((await enter(session)) ? [door] : []));
  return (await Promise.all(tried)).flat();
}

const EVERYTHING = Object.keys(DOORS);
/** What an account may do that nobody has confirmed. */
const FIRST_STEPS = ['the profile', 'leaving'];

const confirmAddress = async (session: SignedIn) => {
  const { result, error } = await world.call(session, 'confirm_address', {});
  return result?.status ?? error?.details?.reason;
};

describe('an address that somebody else signed up with', () => {
  let people = 0;
  /** The attacker signs up with the victim's address, and sets the account up. */
  async function taken() {
    people += 1;
    const email = `victim${people}@test.example`;
    const attacker = await auth.signUp(email, PASSWORD);
    expect(await world.call(attacker, 'onboard_user', {})).toMatchObject({ result: { status: 'success' } });
    expect(await opened(attacker)).toEqual(FIRST_STEPS);
    expect(await confirmAddress(attacker)).toBe('confirm_address');
    return { email, attacker };
  }

  it('is the owner’s from their second sign-in on, and never the other’s', async () => {
    const { email, attacker } = await taken();
    const first = await auth.signInWithGoogle(email);
    expect(first.localId).toBe(attacker.localId);
    expect(await opened(await auth.refresh(attacker))).toEqual([]);
    expect(await opened(first)).toEqual([]);
    expect(await confirmAddress(first)).toBe('sign_in_again');
    expect(await opened(await auth.refresh(attacker))).toEqual([]);

    const owner = await auth.signInWithGoogle(email);
    expect(await opened(owner)).toEqual(EVERYTHING);
    expect(await confirmAddress(owner)).toBe('confirmed');
    const refreshed = await auth.refresh(attacker);
    expect(await opened(attacker)).not.toContain('the snapshot');
    expect(await opened(refreshed)).toEqual([]);
    expect(await confirmAddress(refreshed)).toBe('sign_in_again');
    expect(await opened(await auth.refresh(refreshed))).toEqual([]);
    await expect(auth.signIn(email, PASSWORD)).rejects.toThrow(/INVALID/);
    expect(await opened(await auth.refresh(owner))).toEqual(EVERYTHING);
  });

  it('is not the other’s who asks first, with a token from after it was confirmed', async () => {
    const { email, attacker } = await taken();
    const first = await auth.signInWithGoogle(email);
    const refreshed = await auth.refresh(attacker);
    expect(await confirmAddress(refreshed)).toBe('sign_in_again');
    expect(await opened(await auth.refresh(refreshed))).toEqual([]);
    expect(await confirmAddress(first)).toBe('sign_in_again');
    const owner = await auth.signInWithGoogle(email);
    expect(await opened(owner)).toEqual(EVERYTHING);
    expect(await opened(await auth.refresh(refreshed))).toEqual([]);
  });
});

describe('whoever confirmed their address before there was a mark', () => {
  it('gets in with one more sign-in, and keeps what their tokens say besides', async () => {
    const email = 'early@test.example';
    const { localId } = await auth.signUp(email, PASSWORD);
    await auth.confirm(await auth.signIn(email, PASSWORD), email);
    await world.auth.setClaims(localId, { admin: true });
    const today = await auth.signIn(email, PASSWORD);
    expect(await opened(today)).toEqual([]);
    expect(await world.call(today, 'get_operations', {})).toMatchObject({
      error: { status: 'PERMISSION_DENIED', details: { reason: 'sign_in_again' } },
    });
    expect(await confirmAddress(today)).toBe('sign_in_again');
    const owner = await auth.signIn(email, PASSWORD);
    expect(await opened(owner)).toEqual(EVERYTHING);
    expect(await world.call(owner, 'get_operations', {})).toMatchObject({ status: 200 });
  });
});
