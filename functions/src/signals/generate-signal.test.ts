import {
  generateTradingSignalRequest,
  generateTradingSignalResponse,
} from '@agenttrader/domain/callables/generate-trading-signal';
import { parseMoney } from '@agenttrader/domain/money/money';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import { describe, expect, it } from 'vitest';
import {
  memorySignals,
  type SignalTenant,
  scriptedModel,
  signalBounds,
  signalSnapshot,
  signalTenant,
} from '../../test-support/memory-signals.ts';
import { BrokerError } from '../broker/broker-error.ts';
import { momentumModel } from '../signal-models/momentum/momentum-model.ts';
import type { ModelAnswer, SignalInputs } from '../signal-models/signal-model.ts';
import { SignalModelError, type SignalModelErrorCode } from '../signal-models/signal-model-error.ts';
import { generateTradingSignal } from './generate-signal.ts';

const AAPL = parseTradableSymbol('AAPL');
const proposal = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    symbol: 'AAPL',
    action: 'buy',
    notional_usd: '500.00',
    confidence: 0.8,
    reason: 'It rises.',
    ...changes,
  });

type Propose = (inputs: SignalInputs) => ModelAnswer | Promise<ModelAnswer>;

function world(
  changes: Partial<SignalTenant> = {},
  propose: Propose = () => ({ kind: 'text', text: proposal() }),
) {
  const tenant = signalTenant(changes);
  const model = scriptedModel(propose);
  const memory = memorySignals({ alice: tenant, bob: signalTenant() }, model);
  const ask = (request: object = { symbol: 'AAPL' }, bounds = signalBounds) =>
    generateTradingSignal('alice', generateTradingSignalRequest.parse(request), bounds, memory.ports);
  return { tenant, model, ask, ...memory };
}

describe('a signal', () => {
  it('is what the model proposed, stored with its origin, in the form of the contract', async () => {
    const { ask, stored, touched } = world();
    const answer = await ask();
    expect(generateTradingSignalResponse.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      id: 'signal-1',
      response: 'Buy AAPL for $500.00: It rises.',
      snapshotPath: 'users/alice/data/snapshot',
      signal: {
        symbol: 'AAPL',
        action: 'buy',
        notionalUsd: '500.00',
        holdReason: null,
        model: 'scripted',
        inputsDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        createdAt: '2026-03-02T15:00:00.000Z',
        expiresAt: '2026-03-02T15:15:00.000Z',
      },
    });
    expect(stored).toEqual([{ uid: 'alice', signal: expect.objectContaining({ notional: '500.00' }) }]);
    expect([...touched]).toEqual(['alice']);
  });

  it('gives the model the account, the market and the note, and the least of the limits as its budget', async () => {
    const { ask, model } = world({ tradeCap: parseMoney('750') });
    await ask({ symbol: 'aapl', marketConditions: 'Rates may fall.' });
    expect(model.asked[0]).toMatchObject({
      budget: '750.00',
      marketConditions: 'Rates may fall.',
      account: { buyingPower: '5000.00' },
      candidates: [{ symbol: 'AAPL' }],
    });
    expect(JSON.stringify(model.asked)).not.toContain('canary');
  });

  it('has another digest for other inputs, and the same for the same', async () => {
    const digest = async (request: object) => (await world().ask(request)).signal.inputsDigest;
    const [plain, again, noted] = await Promise.all([
      digest({ symbol: 'AAPL' }),
      digest({ symbol: 'aapl' }),
      digest({ symbol: 'AAPL', marketConditions: 'x' }),
    ]);
    expect(again).toBe(plain);
    expect(noted).not.toBe(plain);
  });

  it('without a symbol looks at what is held and at what everybody watches', async () => {
    const position = (symbol: string, assetClass = 'us_equity') => ({
      symbol,
      assetClass,
      side: 'long' as const,
      quantity: '1',
      marketValue: parseMoney('100'),
      unrealizedPnl: parseMoney('0'),
    });
    const bars = signalTenant().bars.AAPL ?? [];
    const { ask, model } = world({
      snapshot: signalSnapshot({
        positions: [
          position('AAPL'),
          position('BTCUSD', 'crypto'),
          position('no symbol'),
          position('DELISTED'),
        ],
      }),
      bars: { AAPL: bars, 'BTC/USD': bars, SPY: bars, QQQ: bars },
    });
    await ask({});
    expect(model.asked[0]?.candidates.map(({ symbol }) => symbol)).toEqual(['AAPL', 'BTC/USD', 'SPY', 'QQQ']);
    expect(model.asked[0]?.account.positions[1]?.symbol).toBe('BTC/USD');
  });

  it('goes without news when there is none to be had', async () => {
    const { ask, log } = world({
      news: async () => {
        throw new BrokerError('broker_forbidden');
      },
    });
    expect(await ask()).toMatchObject({ signal: { action: 'buy' } });
    expect(log.lines).toContainEqual(expect.objectContaining({ severity: 'warn' }));
  });

  it('comes from the built-in model just as well', async () => {
    const { ports } = memorySignals({ alice: signalTenant() }, momentumModel);
    const answer = await generateTradingSignal('alice', { symbol: AAPL }, signalBounds, ports);
    expect(answer.signal).toMatchObject({ action: 'buy', model: 'momentum-v1', holdReason: null });
    expect(answer.response).toContain('built-in momentum model');
  });
});

describe('the snapshot', () => {
  const at = (ageMs: number) =>
    signalSnapshot({ syncedAt: new Date(Date.parse('2026-03-02T15:00:00Z') - ageMs) });

  it.each([
    ['missing', 'missing' as const, 'Missing account snapshot: '],
    ['unreadable', 'unreadable' as const, 'Unreadable account snapshot: '],
    ['older than five minutes', at(300_001), 'Stale account snapshot: '],
    ['stamped further in the future than clocks differ', at(-60_001), 'Stale account snapshot: '],
  ])('%s is refused, and nothing is asked, counted or stored', async (_, snapshot, words) => {
    const { ask, model, stored, used } = world({ snapshot });
    await expect(ask()).rejects.toMatchObject({
      code: 'failed-precondition',
      message: expect.stringMatching(new RegExp(`^${words}.*[Ss]ync your account`)),
    });
    expect([model.asked, stored, [...used]]).toEqual([[], [], []]);
  });

  it.each([0, 300_000])('of %i ms before is fresh', async ageMs => {
    expect(await world({ snapshot: at(ageMs) }).ask()).toMatchObject({ signal: { action: 'buy' } });
  });
});

describe('a hold without a model call', () => {
  it.each([
    ['0', undefined, 'no_buying_power'],
    ['-0.01', undefined, 'no_buying_power'],
    ['5000', '0', 'trade_limit_zero'],
  ] as const)('buying power %s, own limit %s: %s', async (power, cap, holdReason) => {
    const { ask, model, stored } = world({
      snapshot: signalSnapshot({ buyingPower: parseMoney(power) }),
      tradeCap: cap === undefined ? undefined : parseMoney(cap),
      marketTime: () => Promise.reject(new Error('the market must not be asked either')),
    });
    expect(await ask()).toMatchObject({
      signal: { symbol: 'AAPL', action: 'hold', notionalUsd: '0.00', holdReason, model: 'none' },
    });
    expect(model.asked).toEqual([]);
    expect(stored).toHaveLength(1);
  });
});

describe('an answer that is none becomes a hold that says why', () => {
  it.each([
    ['answer_not_json', { kind: 'text', text: 'Buy it!' }],
    ['answer_not_json', { kind: 'text', text: proposal().slice(0, 30) }],
    ['answer_refused', { kind: 'refused' }],
    ['answer_truncated', { kind: 'truncated' }],
    ['unknown_action', { kind: 'text', text: proposal({ action: 'short' }) }],
    ['other_symbol', { kind: 'text', text: proposal({ symbol: 'SPY' }) }],
    ['invalid_notional', { kind: 'text', text: proposal({ notional_usd: 'NaN' }) }],
    ['invalid_notional', { kind: 'text', text: proposal({ notional_usd: '-1' }) }],
    ['over_budget', { kind: 'text', text: proposal({ notional_usd: '5000.01' }) }],
  ] as const)('%s', async (holdReason, answer) => {
    const { ask, stored } = world({}, () => answer);
    expect(await ask()).toMatchObject({
      signal: { symbol: 'AAPL', action: 'hold', notionalUsd: '0.00', holdReason, model: 'scripted' },
    });
    expect(stored[0]?.signal.holdReason).toBe(holdReason);
  });

  it.each([
    ['buying power', '600', undefined, '10000', '600.01'],
    ['the trader’s own limit', '5000', '200', '10000', '200.01'],
    ['the platform’s limit', '5000', '4000', '300', '300.01'],
  ])('over %s', async (_, power, own, platform, proposed) => {
    const { ask } = world(
      {
        snapshot: signalSnapshot({ buyingPower: parseMoney(power) }),
        tradeCap: own === undefined ? undefined : parseMoney(own),
      },
      () => ({ kind: 'text', text: proposal({ notional_usd: proposed }) }),
    );
    const bounds = { ...signalBounds, platformCap: parseMoney(platform) };
    expect(await ask({ symbol: 'AAPL' }, bounds)).toMatchObject({ signal: { holdReason: 'over_budget' } });
  });
});

describe('what keeps a signal from coming about is refused', () => {
  const failing =
    (code: SignalModelErrorCode, status?: number): Propose =>
    () =>
      Promise.reject(new SignalModelError(code, status));

  it.each([
    ['model_unreachable', undefined, 'unavailable', 'warn', 'not counted'],
    ['model_misconfigured', undefined, 'unavailable', 'error', 'not counted'],
    ['model_misconfigured', 404, 'unavailable', 'error', 'counted'],
    ['model_answer_lost', undefined, 'unavailable', 'warn', 'counted'],
    ['model_timeout', undefined, 'deadline-exceeded', 'warn', 'counted'],
    ['model_rate_limited', 429, 'resource-exhausted', 'warn', 'counted'],
    ['model_unavailable', 503, 'unavailable', 'warn', 'counted'],
    ['model_response_invalid', undefined, 'unavailable', 'warn', 'counted'],
  ] as const)('%s, HTTP %s: %s, %s, %s', async (failure, status, code, severity, counted) => {
    const { ask, stored, used, underWay, log } = world({}, failing(failure, status));
    const says = counted === 'counted' ? 'counts towards your signals of today' : 'nothing was counted';
    await expect(ask()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${says}.*sk again`)),
    });
    expect(stored).toEqual([]);
    expect(used.get('alice')).toBe(counted === 'counted' ? 1 : 0);
    expect(underWay.size).toBe(0);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ severity, fields: expect.objectContaining({ code: failure }) }),
    );
  });

  it.each([
    ['no broker', { connected: false }, 'failed-precondition'],
    [
      'a broker that refuses the keys',
      { marketTime: () => Promise.reject(new BrokerError('credentials_rejected')) },
      'failed-precondition',
    ],
    [
      'a broker that is down',
      { marketTime: () => Promise.reject(new BrokerError('broker_unavailable')) },
      'unavailable',
    ],
    ['a symbol without prices', { bars: {} }, 'failed-precondition'],
    ['an unreadable limit', { tradeCap: 'unreadable' as const }, 'failed-precondition'],
  ])('%s', async (_, changes, code) => {
    const { ask, used, model } = world(changes);
    await expect(ask()).rejects.toMatchObject({ name: 'UserFacingError', code });
    expect(used.get('alice')).toBe(0);
    expect(model.asked).toEqual([]);
  });

  it('a broker that hangs runs into the deadline, and no timer is left behind', async () => {
    const { promise, resolve: asked } = Promise.withResolvers<void>();
    const { ask, clock } = world({
      marketTime: () => {
        asked();
        return new Promise(() => {});
      },
    });
    const outcome = ask();
    await promise;
    clock.advance(12_000);
    await expect(outcome).rejects.toMatchObject({ code: 'deadline-exceeded' });
    expect(clock.pending).toBe(0);
  });

  it('a signal that cannot be stored', async () => {
    const { ask, used } = world({ save: () => Promise.reject(new Error('Firestore is away')) });
    await expect(ask()).rejects.toThrow('Firestore is away');
    expect(used.get('alice')).toBe(1);
  });

  it('a hold that cannot be stored, for which no model was asked', async () => {
    const { ask, used } = world({
      snapshot: signalSnapshot({ buyingPower: parseMoney('0') }),
      save: () => Promise.reject(new Error('Firestore is away')),
    });
    await expect(ask()).rejects.toThrow('Firestore is away');
    expect(used.get('alice')).toBe(0);
  });

  it('and a question that cannot be ended does not hide why', async () => {
    const { ask, ports, log } = world({}, failing('model_timeout'));
    ports.quota.end = () => Promise.reject(new Error('Firestore is away'));
    await expect(ask()).rejects.toMatchObject({ code: 'deadline-exceeded' });
    expect(log.lines.map(({ message }) => message)).toContain('question was not ended');
  });
});

describe('the quota', () => {
  it('of ten lets ten of a hundred requests through', async () => {
    const { ask, stored, model } = world();
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => ask()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(stored).toHaveLength(10);
    expect(model.asked).toHaveLength(10);
    const refused = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
    expect(new Set(refused)).toEqual(new Set(['resource-exhausted']));
  });

  it.each([
    ['contended', 'aborted', 'at the same moment'],
    ['busy', 'resource-exhausted', 'Two of your questions are being answered'],
    ['exhausted', 'resource-exhausted', 'your 10 signals of today'],
  ] as const)('that is %s is refused as %s', async (answer, code, message) => {
    const { ask, ports, model } = world();
    ports.quota.begin = async () => answer;
    await expect(ask()).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(model.asked).toEqual([]);
  });
});

describe('the request', () => {
  it.each([
    { symbol: 'no such symbol' },
    { symbol: 7 },
    { marketConditions: 'x'.repeat(2_001) },
    { symbol: 'AAPL', limit: '1000000' },
  ])('%j is refused', request => {
    expect(generateTradingSignalRequest.safeParse(request).success).toBe(false);
  });

  it('may be empty', () => {
    expect(generateTradingSignalRequest.parse({})).toEqual({});
  });
});
