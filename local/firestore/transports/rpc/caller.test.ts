import { describe, expect, it } from 'vitest';
import { parseAuthorization } from './caller.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown, signature = ''): string =>
  `${encode({ alg: 'none' })}.${encode(claims)}.${signature}`;

const NOW = 1_700_000_000;
const OCCASION = { project: 'p', now: NOW };
const ISSUER = 'https://securetoken.google.com/p';

describe('callers', () => {
  it.each(['Bearer owner', 'bearer OWNER', 'BEARER Owner', 'Bearer ya29.anything.at-all'])(
    '%s is the administrator',
    header => {
      expect(parseAuthorization(header, OCCASION)).toEqual({ kind: 'admin' });
    },
  );

  it.each([undefined, '', 'Bearer\towner'])('%j is nobody', header => {
    expect(parseAuthorization(header, OCCASION)).toEqual({ kind: 'anonymous' });
  });

  it('a token is its user, signed or not', () => {
    const claims = { sub: 'alice', admin: true, firebase: { sign_in_provider: 'custom' } };
    expect(parseAuthorization(`Bearer ${token(claims)}`, OCCASION)).toEqual({
      kind: 'user',
      uid: 'alice',
      claims,
    });
    expect(parseAuthorization(`Bearer ${token(claims, 'c2ln')}`, OCCASION)).toMatchObject({ uid: 'alice' });
  });

  it.each<[string, object]>([
    ['the Auth emulator', { sub: 'a', aud: 'p', iss: ISSUER, iat: NOW - 10, exp: NOW + 3590 }],
    ['the client libraries as a mock', { sub: 'a', user_id: 'a', aud: 'p', iss: ISSUER, iat: 0, exp: 3600 }],
    ['a test by hand', { sub: 'a' }],
  ])('a token of %s is taken', (_, claims) => {
    expect(parseAuthorization(`Bearer ${token(claims)}`, OCCASION)).toEqual({
      kind: 'user',
      uid: 'a',
      claims,
    });
  });

  it.each<[string, object, string]>([
    ['that expires now', { sub: 'a', exp: NOW }, 'UNAUTHENTICATED'],
    ['that expired an hour ago', { sub: 'a', iat: NOW - 7200, exp: NOW - 3600 }, 'UNAUTHENTICATED'],
    ['whose end is no time', { sub: 'a', exp: 'never' }, 'UNAUTHENTICATED'],
    ['without a subject', { user_id: 'a', aud: 'p' }, 'UNAUTHENTICATED'],
    ['with an empty subject', { sub: '' }, 'UNAUTHENTICATED'],
    ['whose subject is no text', { sub: 7 }, 'UNAUTHENTICATED'],
    ['whose subject is too long', { sub: 'x'.repeat(129) }, 'UNAUTHENTICATED'],
    ['for another project', { sub: 'a', aud: 'q', iss: ISSUER }, 'PERMISSION_DENIED'],
    ['for several projects', { sub: 'a', aud: ['p', 'q'] }, 'PERMISSION_DENIED'],
    ['from another project', { sub: 'a', aud: 'p', iss: `${ISSUER}2` }, 'PERMISSION_DENIED'],
    ['of a session cookie', { sub: 'a', iss: 'https://session.firebase.google.com/p' }, 'PERMISSION_DENIED'],
  ])('a token %s is refused', (_, claims, status) => {
    expect(() => parseAuthorization(`Bearer ${token(claims)}`, OCCASION)).toThrow(
      expect.objectContaining({ status }),
    );
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
    expect(() => parseAuthorization(header, OCCASION)).toThrow(
      expect.objectContaining({ status: 'INVALID_ARGUMENT', message: 'invalid jwt' }),
    );
  });

  it('another scheme is refused', () => {
    expect(() => parseAuthorization('Basic b3duZXI=', OCCASION)).toThrow(
      expect.objectContaining({ status: 'UNAUTHENTICATED' }),
    );
  });
});
