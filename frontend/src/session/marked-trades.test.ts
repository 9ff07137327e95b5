import { parseMoney } from '@agenttrader/domain/money/money';
import { parsePercent } from '@agenttrader/domain/money/percent';
import { parsePrice } from '@agenttrader/domain/money/price';
import { fakeSession } from '@test-support/session.tsx';
import { closedFields, tradeFields, tradeOf } from '@test-support/trades.ts';
import { expect, it } from 'vitest';
import type { Marks } from '@/lib/documents/snapshot.ts';

const mark = (price: string, minute = 11): Marks[string] => ({
  currentPrice: parsePrice(price),
  currentPnl: parseMoney('1.00'),
  pnlPercent: parsePercent('0.1'),
  lastUpdated: new Date(`2026-03-02T14:${minute}:00Z`),
});

function tenant() {
  const fake = fakeSession();
  const { openTrades } = fake.session;
  return {
    ...fake,
    openTrades,
    prices: () => [...openTrades.getState().byId].map(([id, { currentPrice }]) => `${id} ${currentPrice}`),
  };
}

it('shows what the documents say until there is a snapshot, and from then on the newer of both', () => {
  const { putOpen, putSnapshot, prices } = tenant();
  putOpen(tradeOf('a'), tradeOf('b'));
  expect(prices()).toEqual(['a 190', 'b 190']);
  putSnapshot({ marks: { a: mark('191') } });
  expect(prices()).toEqual(['a 191', 'b 190']);
  putSnapshot({ marks: null });
  expect(prices()).toEqual(['a 190', 'b 190']);
});

it('shows the same whichever listener comes first', () => {
  const [one, other] = [tenant(), tenant()];
  const marks = { a: mark('191') };
  one.putOpen(tradeOf('a'));
  one.putSnapshot({ marks });
  other.putSnapshot({ marks });
  other.putOpen(tradeOf('a'));
  expect(other.prices()).toEqual(one.prices());
});

it('changes only the rows that a beat changed, and nothing where it changed none', () => {
  const { putOpen, putSnapshot, openTrades } = tenant();
  putOpen(tradeOf('a'), tradeOf('b'));
  putSnapshot({ marks: { a: mark('191'), b: mark('192') } });
  const before = openTrades.getState();
  putSnapshot({ marks: { a: mark('191'), b: mark('192') }, dueAt: new Date() });
  expect(openTrades.getState()).toBe(before);
  putSnapshot({ marks: { a: mark('191'), b: mark('192', 12) } });
  const after = openTrades.getState();
  expect(after.ids).toBe(before.ids);
  expect(after.byId.get('a')).toBe(before.byId.get('a'));
  expect(after.byId.get('b')).not.toBe(before.byId.get('b'));
});

it('lets a trade go that was closed, although the snapshot still has its mark', () => {
  const { putOpen, putClosed, putSnapshot, openTrades, prices } = tenant();
  putSnapshot({ marks: { a: mark('191'), b: mark('192') } });
  putOpen(tradeOf('a'), tradeOf('b'));
  putOpen(tradeOf('b'));
  putClosed(tradeOf('a', closedFields()));
  expect(prices()).toEqual(['b 192']);
  expect(openTrades.getState().ids).toEqual(['b']);
});

it('takes over the document’s own mark once that is the newest, and what else changed in it', () => {
  const { putOpen, putSnapshot, openTrades } = tenant();
  putSnapshot({ marks: { a: mark('191') } });
  putOpen(tradeOf('a'));
  const later = { toDate: () => new Date('2026-03-02T14:12:00Z') };
  putOpen(tradeOf('a', tradeFields({ currentPrice: '195', lastUpdated: later, strategy: 'momentum' })));
  expect(openTrades.getState().byId.get('a')).toMatchObject({ currentPrice: '195', strategy: 'momentum' });
});

it('has the state of the query, and is empty when that is', () => {
  const { session, openTrades } = tenant();
  expect(openTrades.getState().status).toBe('loading');
  expect(session.openTrades.getState().ids).toEqual([]);
});
