import { addressStanding } from '@agenttrader/domain/accounts/confirmed-address';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { memoryLog } from '../../test-support/memory-log.ts';
import type { Caller } from '../runtime/callable.ts';
import { confirmAddress } from './confirm-address.ts';
import type { AuthUser } from './ports.ts';

const NOW = '2026-03-02T15:00:00.400Z';
const SECOND = Math.floor(Date.parse(NOW) / 1_000);
const EMAIL = 'ada@test.example';

const caller: Caller = {
  uid: 'ada',
  email: EMAIL,
  displayName: undefined,
  standing: 'unproven',
  signedInBy: 'google.com',
  signedInAt: SECOND - 10,
  isOperator: false,
};
const google = { by: 'google.com', email: EMAIL };
const user: AuthUser = { email: EMAIL, emailVerified: true, claims: { admin: true }, ways: [google] };

/** Auth with one account, and the steps that were taken on it. */
function world(account: AuthUser | null = user) {
  const steps: unknown[][] = [];
  const clock = new ManualClock(NOW);
  const users = {
    find: async () => account ?? undefined,
    endSessions: async (uid: string) => void steps.push(['end sessions', uid]),
    unlink: async (uid: string, by: readonly string[]) => void steps.push(['unlink', uid, by]),
    setClaims: async (uid: string, claims: object) => void steps.push(['claims', uid, claims]),
  };
  const begin = (who: Caller = caller) => confirmAddress(who, { users, clock, log: memoryLog() });
  const run = async (who?: Caller) => {
    const answer = begin(who);
    answer.catch(() => {});
    await new Promise(setImmediate);
    clock.advance(600);
    return answer;
  };
  return { steps, clock, begin, run };
}

describe('confirming an address', () => {
  it('ends every session, and notes the confirmation for the sign-ins after, keeping its other claims', async () => {
    const { steps, run } = world();
    expect(await run()).toMatchObject({ status: 'sign_in_again' });
    expect(steps).toEqual([
      ['end sessions', 'ada'],
      ['claims', 'ada', { admin: true, confirmed: { email: EMAIL, by: ['google.com'], at: SECOND } }],
    ]);
  });

  it('answers when the second is over in which a sign-in would not count', async () => {
    const { clock, begin } = world();
    const answers: unknown[] = [];
    void begin().then(answer => answers.push(answer));
    await new Promise(setImmediate);
    clock.advance(599);
    await new Promise(setImmediate);
    expect(answers).toEqual([]);
    clock.advance(1);
    await new Promise(setImmediate);
    expect(answers).toHaveLength(1);
  });

  it('counts no session that began before by a clock that is ahead', async () => {
    const { steps, run } = world();
    await run({ ...caller, signedInAt: SECOND + 30 });
    expect(steps.at(-1)?.[2]).toMatchObject({ confirmed: { at: SECOND + 30 } });
  });

  it('takes away what was linked under another address', async () => {
    const ways = [google, { by: 'phone', email: undefined }, { by: 'password', email: 'eve@test.example' }];
    const { steps, run } = world({ ...user, ways });
    await run();
    expect(steps).toContainEqual(['unlink', 'ada', ['phone', 'password']]);
    expect(steps.at(-1)?.[2]).toMatchObject({ confirmed: { by: ['google.com'] } });
  });

  it('changes nothing for whoever is confirmed, or has to sign in only', async () => {
    const { steps, run } = world({
      ...user,
      claims: { confirmed: { email: EMAIL, by: ['google.com', 'password'], at: 1 } },
    });
    expect(await run({ ...caller, standing: 'confirmed' })).toMatchObject({ status: 'confirmed' });
    expect(await run()).toMatchObject({ status: 'sign_in_again' });
    expect(steps).toEqual([]);
  });

  it.each([
    ['another address', { email: 'eve@test.example', by: ['google.com'], at: 1 }],
    ['fewer ways of signing in', { email: EMAIL, by: [], at: 1 }],
  ])('notes anew what was noted for %s', async (_, confirmed) => {
    const { steps, run } = world({ ...user, claims: { confirmed } });
    await run();
    expect(steps).toHaveLength(2);
  });

  it.each([
    ['an account that is gone', null, caller, 'failed-precondition'],
    ['an unconfirmed account', { ...user, emailVerified: false }, caller, 'failed-precondition'],
    ['a token from before', user, { ...caller, standing: 'unconfirmed' as const }, 'failed-precondition'],
    ['a session with another address', user, { ...caller, email: 'eve@test.example' }, 'unauthenticated'],
    ['a session by a password that is gone', user, { ...caller, signedInBy: 'password' }, 'unauthenticated'],
  ])('refuses %s', async (_, account, who, code) => {
    const { steps, run } = world(account);
    await expect(run(who)).rejects.toMatchObject({ code });
    expect(steps).toEqual([]);
  });

  it('gives nothing to the session of whoever signed up with the address first', async () => {
    const { steps, run } = world();
    await run();
    const claims = { email: EMAIL, email_verified: true, ...(steps.at(-1)?.[2] as object) };
    const session = (by: string, at: number) =>
      addressStanding({ ...claims, auth_time: at, firebase: { sign_in_provider: by } });
    expect(session('password', SECOND - 3_600)).toBe('unproven');
    expect(session('google.com', SECOND - 10)).toBe('unproven');
    expect(session('google.com', SECOND)).toBe('unproven');
    expect(session('google.com', SECOND + 1)).toBe('confirmed');
  });
});
