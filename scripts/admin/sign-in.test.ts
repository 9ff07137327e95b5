import { describe, expect, it } from 'vitest';
import { signInAsOwner } from './sign-in.ts';

const EMAIL = 'olivia@test.example';
const tokenOf = (claims: object) =>
  `h.${Buffer.from(JSON.stringify({ email: EMAIL, email_verified: true, auth_time: 2, firebase: { sign_in_provider: 'password' }, ...claims })).toString('base64url')}.s`;
const MARKED = tokenOf({ confirmed: { email: EMAIL, by: ['password'], at: 1 } });

/** Sign-ins that give these tokens, one after the other, and who confirmed. */
async function run(...tokens: string[]) {
  const confirmed: string[] = [];
  const left = [...tokens];
  const token = await signInAsOwner(
    async () => left.shift() ?? '',
    async first => confirmed.push(first),
  );
  return { token, confirmed, left };
}

describe('an operator', () => {
  it('signs in once where the account is marked', async () => {
    expect(await run(MARKED)).toEqual({ token: MARKED, confirmed: [], left: [] });
  });

  it('has the account marked at the first sign-in, and signs in again', async () => {
    const first = tokenOf({});
    expect(await run(first, MARKED)).toEqual({ token: MARKED, confirmed: [first], left: [] });
  });

  it('is told by what they call where the address is not confirmed', async () => {
    const first = tokenOf({ email_verified: false });
    expect(await run(first, MARKED)).toEqual({ token: first, confirmed: [], left: [MARKED] });
  });
});
