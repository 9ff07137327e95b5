import { describe, expect, it } from 'vitest';
import { parseAuthorization } from './caller.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown, signature = ''): string =>
  `${encode({ alg: 'none' })}.${encode(claims)}.${signature}`;

describe('callers', () => {
  it.each(['Bearer owner', 'bearer OWNER', 'BEARER Owner', 'Bearer ya29.anything.at-all'])(
    '%s is the administrator',
    header => {
      expect(parseAuthorization(header)).toEqual({ kind: 'admin' });
    },
  );

  it.each([undefined, '', 'Bearer\towner'])('%j is nobody', header => {
    expect(parseAuthorization(header)).toEqual({ kind: 'anonymous' });
  });

  it('a token is its user, signed or not', () => {
    const claims = { sub: 'alice', admin: true, firebase: { sign_in_provider: 'custom' } };
    expect(parseAuthorization(`Bearer ${token(claims)}`)).toEqual({ kind: 'user', uid: 'alice', claims });
    expect(parseAuthorization(`Bearer ${token(claims, 'c2ln')}`)).toMatchObject({ uid: 'alice' });
    expect(parseAuthorization(`Bearer ${token({ user_id: 'bob' })}`)).toMatchObject({ uid: 'bob' });
  });

  it.each([
    'Bearer x',
    'Bearer a.b',
    'Bearer a.b.c.d',
    'Bearer ..',
    `Bearer ${encode('text')}.${encode({})}.`,
    `Bearer ${encode({})}.${encode([])}.`,
    `Bearer ${encode({})}.e30+.`,
    `Bearer ${token({}, 'abcde')}`,
    `Bearer ${token({}, 'a+b')}`,
  ])('%s is malformed', header => {
    expect(() => parseAuthorization(header)).toThrow(
      expect.objectContaining({ status: 'INVALID_ARGUMENT', message: 'invalid jwt' }),
    );
  });

  it('another scheme is refused', () => {
    expect(() => parseAuthorization('Basic b3duZXI=')).toThrow(
      expect.objectContaining({ status: 'UNAUTHENTICATED' }),
    );
  });
});
