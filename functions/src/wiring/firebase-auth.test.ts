import type { Auth } from 'firebase-admin/auth';
import { describe, expect, it } from 'vitest';
import { authSessions, authSignIns, authUsers } from './firebase-auth.ts';

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

/** Auth whose every call is refused with the code. */
const refusing = (code: string) => {
  const call = refusal(code);
  return { getUser: call, updateUser: call, deleteUser: call } as unknown as Auth;
};

describe('an account that is gone', () => {
  const auth = refusing('auth/user-not-found');

  it('is not found, is removed already, and cannot be locked', async () => {
    expect(await authUsers(auth).find('ada')).toBeUndefined();
    await expect(authUsers(auth).remove('ada')).resolves.toBeUndefined();
    expect(await authSignIns(auth).setLocked('ada', true)).toBe('missing');
  });

  it('is not taken for gone where Auth fails in another way', async () => {
    const failing = refusing('auth/internal-error');
    const thrown = { code: 'auth/internal-error' };
    await expect(authUsers(failing).find('ada')).rejects.toMatchObject(thrown);
    await expect(authUsers(failing).remove('ada')).rejects.toMatchObject(thrown);
    await expect(authSignIns(failing).setLocked('ada', true)).rejects.toMatchObject(thrown);
  });
});
