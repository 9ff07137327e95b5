import { describe, expect, test } from 'vitest';
import { localAppCheckToken, unsignedToken } from './app-check-token.ts';
import { asInProduction, readAppCheckToken } from './tokens.ts';

describe('an App Check token', () => {
  const now = 1_000_000;
  test('is taken by what it says', () => {
    expect(readAppCheckToken(unsignedToken({ sub: 'app', exp: 1_001 }), now)).toEqual({
      appId: 'app',
      token: { sub: 'app', exp: 1_001, app_id: 'app' },
      alreadyConsumed: false,
    });
  });

  test('of a local stack is good for a year', () => {
    const token = localAppCheckToken(now);
    expect(readAppCheckToken(token, now)).toMatchObject({ appId: 'local' });
    expect(readAppCheckToken(token, now + 364 * 24 * 3_600_000)).toMatchObject({ appId: 'local' });
    expect(() => readAppCheckToken(token, now + 366 * 24 * 3_600_000)).toThrow('over');
  });

  test.each([
    ['is over', unsignedToken({ sub: 'app', exp: 1_000 })],
    ['names no app', unsignedToken({ exp: 2_000 })],
    ['names nothing as its app', unsignedToken({ sub: '', exp: 2_000 })],
    ['holds nothing', 'e30.bnVsbA.'],
    ['is no token', 'nonsense'],
    ['is empty', ''],
  ])('that %s is refused', (_why, token) => {
    expect(() => readAppCheckToken(token, now)).toThrow();
  });
});

describe('a sign-in', () => {
  const token = unsignedToken({ sub: 'ada', admin: true });
  const failing = (code: string) =>
    asInProduction(() => Promise.reject(Object.assign(new Error(code), { code })));

  test.each(['auth/user-not-found', 'auth/user-disabled', 'auth/id-token-revoked'])(
    'that meets %s is good until it is over, unless it is asked for',
    async code => {
      expect(await failing(code)(token)).toEqual({ sub: 'ada', admin: true, uid: 'ada' });
      await expect(failing(code)(token, true)).rejects.toThrow(code);
    },
  );

  test.each(['auth/argument-error', 'auth/id-token-expired', 'auth/internal-error', ''])(
    'that meets "%s" is not good in any case',
    async code => {
      await expect(failing(code)(token)).rejects.toThrow(code);
      await expect(failing(code)(token, true)).rejects.toThrow(code);
    },
  );

  test('that holds is answered as it is', async () => {
    const verified = asInProduction(async () => ({ uid: 'ada' }));
    expect(await verified(token)).toEqual({ uid: 'ada' });
  });
});
