import { NO_TRADES } from '@agenttrader/domain/trades/trade-tally';
import { expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import type { SummarySource } from './ports.ts';
import { summarizeShadowTrades } from './summarize-shadow-trades.ts';

it('a count that takes longer than a request may is gone on with by the next', async () => {
  const clock = new ManualClock('2026-03-02T15:00:00Z');
  let left = 40;
  const trades: SummarySource = {
    standing: async () => (left === 0 ? { closed: NO_TRADES, open: [] } : 'incomplete'),
    async countOn() {
      left -= 1;
      clock.advance(1_000);
      return left === 0 ? 'complete' : 'incomplete';
    },
    async *openedWithin() {},
  };
  const summarize = () =>
    summarizeShadowTrades('alice', {}, { trades, clock, quota: { take: async () => 'taken' } });
  await expect(summarize()).rejects.toMatchObject({
    code: 'unavailable',
    message: 'Your trades are being counted anew, and there are many. Try again: it goes on where it is.',
  });
  expect(left).toBe(15);
  expect(await summarize()).toMatchObject({ count: 0, realizedPnl: '0.00' });
});
