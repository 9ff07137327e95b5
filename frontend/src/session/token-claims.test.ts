import { describe, expect, it } from 'vitest';
import { tokenClaims } from './token-claims.ts';

const holding = (token: unknown) => ({ toJSON: () => ({ stsTokenManager: { accessToken: token } }) });
const tokenOf = (claims: unknown) =>
  `header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('the claims of a token', () => {
  it.each([
    [{ email: 'ada@test.example', confirmed: { by: ['password'], at: 1 } }],
    [{ name: 'Ädä ÿÿÿ 🎲 ?>' }],
  ])('of %j are read as they were written', claims => {
    expect(tokenClaims(holding(tokenOf(claims)))).toEqual(claims);
  });

  it.each([undefined, '', 'no dots', 'a.b.c', 'a.%%%.c'])('of %j are none', token => {
    expect(tokenClaims(holding(token))).toBeUndefined();
  });
});
