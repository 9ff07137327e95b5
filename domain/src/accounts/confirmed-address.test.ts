import { describe, expect, it } from 'vitest';
import { addressStanding, covers } from './confirmed-address.ts';

const mark = { email: 'ada@test.example', by: ['google.com'], at: 1_000 };
const claims = {
  email: 'ada@test.example',
  email_verified: true,
  auth_time: 1_001,
  firebase: { sign_in_provider: 'google.com', identities: {} },
  confirmed: mark,
  admin: true,
};

describe('a session', () => {
  it('is its owner’s after the mark', () => {
    expect(addressStanding(claims)).toBe('confirmed');
  });

  it.each([
    ['has no mark', { confirmed: undefined }],
    ['began in the second of the mark', { auth_time: 1_000 }],
    ['began before the mark', { auth_time: 1 }],
    [
      'began in a way that the account does not have any more',
      { firebase: { sign_in_provider: 'password' } },
    ],
    ['has another address since', { email: 'eve@test.example' }],
    ['has a mark that is none', { confirmed: true }],
    ['has a mark without a time', { confirmed: { email: mark.email, by: mark.by } }],
  ])('is not known to be when it %s', (_, change) => {
    expect(addressStanding({ ...claims, ...change })).toBe('unmarked');
  });

  it.each([
    ['was never confirmed', { email_verified: false }],
    ['is confirmed by a word', { email_verified: 'true' }],
    ['is missing', { email: undefined }],
  ])('is unconfirmed where the address %s', (_, change) => {
    expect(addressStanding({ ...claims, ...change })).toBe('unconfirmed');
  });

  it.each([undefined, null, 'claims', {}, []])('of %j is unconfirmed', claims => {
    expect(addressStanding(claims)).toBe('unconfirmed');
  });
});

describe('a mark', () => {
  it('covers its address, and no way of signing in that came later', () => {
    expect(covers(mark, 'ada@test.example', ['google.com'])).toBe(true);
    expect(covers(mark, 'ada@test.example', ['google.com', 'password'])).toBe(false);
    expect(covers(mark, 'eve@test.example', ['google.com'])).toBe(false);
  });
});
