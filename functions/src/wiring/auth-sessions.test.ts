import { describe, expect, it } from 'vitest';
import { authSessions } from './auth-sessions.ts';

/** The emulator asks about every token, whatever it was told; production only when it is told to. */
function recording(answer: () => Promise<never>) {
  const asked: unknown[][] = [];
  const auth = {
    verifyIdToken(...call: unknown[]) {
      asked.push(call);
      return answer();
    },
  };
  return { asked, sessions: authSessions(() => auth) };
}

const refusal = (code: string) => async () => Promise.reject(Object.assign(new Error('refused'), { code }));

describe('a session', () => {
  it('stands when Auth says so, asked about revocation', async () => {
    const { asked, sessions } = recording(async () => ({ uid: 'alice' }) as never);
    expect(await sessions.check('token')).toBe('standing');
    expect(asked).toEqual([['token', true]]);
  });

  it.each(['auth/id-token-revoked', 'auth/user-disabled', 'auth/id-token-expired'])(
    'has ended on %s',
    async code => {
      expect(await recording(refusal(code)).sessions.check('token')).toBe('ended');
    },
  );

  it('is of nobody where the account is gone', async () => {
    expect(await recording(refusal('auth/user-not-found')).sessions.check('token')).toBe('gone');
  });

  it.each(['auth/internal-error', 'auth/insufficient-permission', 'ECONNREFUSED'])(
    'is not known to have ended on %s',
    async code => {
      await expect(recording(refusal(code)).sessions.check('token')).rejects.toMatchObject({ code });
    },
  );
});
