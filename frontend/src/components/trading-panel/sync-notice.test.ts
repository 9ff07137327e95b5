import { expect, it } from 'vitest';
import { restrictionOf } from './sync-notice.tsx';

const free = { accountBlocked: false, tradingBlocked: false, accountStatus: 'ACTIVE' };

it.each([
  [{ accountBlocked: true, tradingBlocked: true }, /blocked this account/],
  [{ tradingBlocked: true }, /blocked trading/],
  [{ accountStatus: 'ACCOUNT_UPDATED' }, /“account updated”, not active/],
])('says loudly that %j', (change, message) => {
  expect(restrictionOf({ ...free, ...change })).toMatch(message);
});

it('says nothing of an account that is free to trade', () => {
  expect(restrictionOf(free)).toBeNull();
});
