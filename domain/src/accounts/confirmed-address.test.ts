import { describe, expect, it } from 'vitest';
import { addressStanding, covers } from './confirmed-address.ts';

const confirmation = { email: 'ada@test.example', by: ['google.com'], at: 1_000 };
const claims = {
  email: 'ada@test.example',
  email_verified: true,
  auth_time: 1_001,
  firebase: { sign_in_provider: 'google.com', identities: {} },
  confirmed: confirmation,
  admin: true,
};

describe('a session', () => {
  it('is its owner’s after the confirmation', () => {
    expect(addressStanding(claims)).toBe('confirmed');
  });

  it.each([
    ['has no confirmation', { confirmed: undefined }],
    ['began in the second of the confirmation', { auth_time: 1_000 }],
    ['began before the confirmation', { auth_time: 1 }],
    [
      'began in a way that the account does not have any more',
      { firebase: { sign_in_provider: 'password' } },
    ],
    ['has another address since', { email: 'eve@test.example' }],
    ['has a confirmation that is none', { confirmed: true }],
    ['has a confirmation without a time', { confirmed: { email: confirmation.email, by: confirmation.by } }],
  ])('is not known to be when it %s', (_, change) => {
    expect(addressStanding({ ...claims, ...change })).toBe('unproven');
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

describe('a confirmation', () => {
  it('covers its address, and no way of signing in that came later', () => {
    expect(covers(confirmation, 'ada@test.example', ['google.com'])).toBe(true);
    expect(covers(confirmation, 'ada@test.example', ['google.com', 'password'])).toBe(false);
    expect(covers(confirmation, 'eve@test.example', ['google.com'])).toBe(false);
  });
});
