import { botConfig } from '@agenttrader/domain/documents/bot-config';
import { shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import { signal } from '@agenttrader/domain/documents/signal';
import {
  accountSnapshot,
  heartbeatSnapshot,
  snapshot as snapshotDocument,
} from '@agenttrader/domain/documents/snapshot';
import { syncError } from '@agenttrader/domain/documents/sync-error';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { statusOfSignal } from '@agenttrader/domain/signals/status';
import { storedSample } from '@agenttrader/domain/test-support/documents/samples/all';
import {
  STORED_CLOSED_TRADE,
  STORED_OPEN_TRADE,
} from '@agenttrader/domain/test-support/documents/shadow-trade';
import { variantOf } from '@agenttrader/domain/test-support/documents/variant';
import { describe, expect, it } from 'vitest';
import { readBotConfig } from './bot-config.ts';
import { readEquityDay, readPriceMarksDay } from './day-series.ts';
import { readPreferences } from './preferences.ts';
import { pnlOf, readShadowTrade } from './shadow-trade.ts';
import { readSignal } from './signal.ts';
import { readSnapshot } from './snapshot.ts';
import { readSyncError } from './sync-error.ts';
import { readTradingStatus } from './trading-status.ts';

const { consecutiveFailures: failures, retryAt: retry, parkedVersion: parked } = syncError.names;
const at = new Date('2026-03-02T12:00:00Z');
const stamp = { toDate: () => at };
const value = <T>(result: { ok: true; value: T } | { ok: false; problem: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
};

describe('a shadow trade', () => {
  it('is read while open and once closed', () => {
    const open = value(readShadowTrade('t1', STORED_OPEN_TRADE));
    expect(open).toMatchObject({ id: 't1', entryPrice: '187.5', closedAt: null, exitPrice: null });
    expect(pnlOf(open)).toBe('25.00');
    expect(pnlOf(value(readShadowTrade('t1', STORED_CLOSED_TRADE)))).toBe('35.00');
  });

  it.each([
    ['a number for money', { currentPnl: 6 }],
    ['an unknown status', { status: 'HALF' }],
    ['a time that is text', { createdAt: '2026-03-02' }],
    ['a missing symbol', { symbol: undefined }],
  ] as const)('with %s is a problem and not a crash', (_, change) => {
    const [field] = Object.keys(change) as (keyof typeof shadowTrade.names)[];
    expect(readShadowTrade('t1', variantOf(shadowTrade, STORED_OPEN_TRADE, change))).toMatchObject({
      ok: false,
      problem: { id: 't1', detail: expect.stringContaining(shadowTrade.names[field ?? 'symbol']) },
    });
  });
});

it('reads a signal, whose status as of now the domain tells', () => {
  const fields = { ...storedSample('signal'), status: 'pending', [signal.names.expiresAt]: stamp };
  const read = value(readSignal('s1', fields));
  expect(read).toMatchObject({ id: 's1', tradeId: 't1', notionalUsd: '500.00' });
  expect(statusOfSignal(read, new Date(at.getTime() - 1))).toBe('pending');
  expect(statusOfSignal(read, at)).toBe('expired');
});

describe('a snapshot', () => {
  const stored = storedSample('snapshot');
  const ofTheHeartbeat: readonly string[] = heartbeatSnapshot.storedNames.filter(
    name => !accountSnapshot.storedNames.includes(name),
  );
  const only = (isWanted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(stored).filter(([name]) => isWanted(name)));

  it('is read with its positions, and one whose price the broker does not know', () => {
    const { account } = value(readSnapshot('snapshot', stored));
    expect(account).toMatchObject({ equity: '10250.37', tradingBlocked: false });
    expect(account?.positions).toMatchObject([
      { avgEntryPrice: '120', currentPrice: '131.25' },
      { currentPrice: null, marketValue: null },
    ]);
  });

  it('is read with the marks of open trades, with what is not brought over yet, and when the next one is due', () => {
    expect(value(readSnapshot('snapshot', stored))).toMatchObject({
      marks: { t1: { currentPrice: '131.25', currentPnl: '107.50', pnlPercent: '8.92' } },
      recent: { day: '2026-03-02', equity: { '1405': '10250.37' } },
      standingError: null,
      dueAt: new Date('2026-03-02T14:06:00Z'),
    });
  });

  it('has no account before a sync has come to its end', () => {
    const connected = value(
      readSnapshot(
        'snapshot',
        only(name => ofTheHeartbeat.includes(name)),
      ),
    );
    expect(connected).toMatchObject({ account: null, marks: { t1: {} } });
  });

  it('of an earlier version has no marks', () => {
    const earlier = value(
      readSnapshot(
        'snapshot',
        only(name => !ofTheHeartbeat.includes(name)),
      ),
    );
    expect(earlier).toMatchObject({ account: {}, marks: null, recent: null, dueAt: null });
    expect(earlier.standingError).toBeUndefined();
  });

  it('that only the opening of a trade has written says nothing of syncs', () => {
    const { openTrades } = snapshotDocument.names;
    const opened = value(readSnapshot('snapshot', { [openTrades]: stored[openTrades] }));
    expect(opened).toMatchObject({ account: null, marks: { t1: {} } });
    expect(opened.standingError).toBeUndefined();
  });

  it('with half an account is a problem, as it always was', () => {
    const half = { ...stored, [snapshotDocument.names.syncedAt]: undefined };
    expect(readSnapshot('snapshot', half)).toMatchObject({ ok: false });
  });

  it.each(['openTrades', 'recent', 'standingError', 'dueAt'] as const)(
    'whose %s cannot be read is read without it',
    name => {
      const broken = variantOf(snapshotDocument, stored, { [name]: 'nonsense' });
      const read = value(readSnapshot('snapshot', broken));
      expect(read.account?.equity).toBe('10250.37');
      expect(read[name === 'openTrades' ? 'marks' : name]).toBeNull();
    },
  );

  it('says in words why the last sync failed, and whether that is tried again', () => {
    const failed = { code: 'credentials_rejected', at: stamp, [failures]: 1, [retry]: null, [parked]: '3.1' };
    const read = readSnapshot('snapshot', variantOf(snapshotDocument, stored, { standingError: failed }));
    expect(value(read).standingError).toMatchObject({
      message: expect.stringMatching(/Create a new pair/),
      isParked: true,
      retryAt: null,
    });
  });
});

it('names nobody as who set the kill switch where the document does not', () => {
  const by = (updatedBy: unknown) =>
    value(readTradingStatus('trading', variantOf(tradingStatus, { enabled: false }, { updatedBy })))
      .updatedBy;
  expect([by('operator'), by('user'), by(undefined), by('somebody')]).toEqual([
    'operator',
    'user',
    null,
    null,
  ]);
});

it('puts a sync error of an earlier version into words', () => {
  const error = readSyncError('last_sync_error', {
    ...storedSample('syncError'),
    code: 'credentials_rejected',
    error: 'x',
  });
  expect(value(error).message).toMatch(/Create a new pair/);
});

it('reads preferences and limits without the time of their last change', () => {
  const preferences = storedSample('preferences');
  const bot = variantOf(botConfig, storedSample('botConfig'), { updatedAt: undefined });
  const chosen = { theme: 'dark', privacyMode: false, defaultNotional: '1000.00', timezone: 'Europe/Zurich' };
  expect(value(readPreferences('preferences', { ...preferences, left_over: 1 }))).toEqual({
    ...chosen,
    notifications: preferences.notifications,
  });
  expect(value(readBotConfig('bot', bot))).toMatchObject({
    running: true,
    strategies: bot.strategies,
    limits: { maxTradeUsd: '500.00', maxOpenTrades: 10 },
  });
});

describe('a day by the minute', () => {
  it('is put in order, and a gap stays a gap', () => {
    const day = value(readEquityDay('2026-03-02', { points: { '1202': '3.00', '0900': '1.00' } }));
    expect(day.points).toEqual([
      { at: new Date('2026-03-02T09:00:00Z'), value: '1.00' },
      { at: new Date('2026-03-02T12:02:00Z'), value: '3.00' },
    ]);
  });

  it('names prices by symbol', () => {
    const day = value(readPriceMarksDay('2026-03-02', { prices: { 'BTC-USD': { '0900': '64000' } } }));
    expect(day.bySymbol.get('BTC/USD')).toEqual([{ at: new Date('2026-03-02T09:00:00Z'), value: '64000' }]);
  });

  it('refuses a minute that is none', () => {
    expect(readEquityDay('2026-03-02', { points: { '2460': '1.00' } }).ok).toBe(false);
  });
});
