import { compareMoney, parseMoney } from '@agenttrader/domain/money/money';
import { readAnswer } from '@agenttrader/domain/signals/read-answer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, signalInputs } from '../../../test-support/signal-inputs.ts';
import type { SignalInputs } from '../signal-model.ts';
import { momentumModel } from './momentum-model.ts';
import { computeTrend } from './trend.ts';

/** Closes that grow by `step` a day, with every second day `jump` higher. */
const path = (step: number, jump = 0.004, days = 30): number[] =>
  Array.from({ length: days }, (_, day) => 100 * (1 + step) ** day * (day % 2 === 0 ? 1 : 1 + jump));

const held = (symbol: string, marketValue: string | null, side: 'long' | 'short' = 'long') => ({
  symbol,
  side,
  quantity: '1',
  marketValue: marketValue === null ? null : parseMoney(marketValue),
  unrealizedPnl: parseMoney('0'),
});

async function proposalOn(inputs: SignalInputs) {
  const answer = await momentumModel.propose(inputs);
  const [first, ...others] = inputs.candidates;
  const candidates = [first.symbol, ...others.map(({ symbol }) => symbol)] as const;
  return readAnswer(answer.kind === 'text' ? answer.text : '', {
    candidates: [candidates[0], ...candidates.slice(1)],
    budget: inputs.budget,
  });
}

describe('the trend of a month', () => {
  it.each([
    ['too few closes', path(0.01, 0, 20), undefined],
    ['no move', Array<number>(30).fill(50), { change: 0, strength: 0 }],
    ['even steps up', path(0.01, 0), { change: 1.01 ** 20 - 1, strength: 3 }],
    ['even steps down', path(-0.01, 0), { change: 0.99 ** 20 - 1, strength: -3 }],
  ])('%s', (_, closes, expected) => {
    const trend = computeTrend(closes);
    if (expected === undefined) expect(trend).toBeUndefined();
    else {
      expect(trend?.change).toBeCloseTo(expected.change, 10);
      expect(trend?.strength).toBeCloseTo(expected.strength, 10);
    }
  });

  it('weighs the same move less where the daily swings are wider', () => {
    const calm = computeTrend(path(0.005, 0.002))?.strength ?? 0;
    const wild = computeTrend(path(0.005, 0.05))?.strength ?? 0;
    expect(calm).toBeGreaterThan(wild);
    expect(wild).toBeGreaterThan(0);
  });
});

describe('the momentum model', () => {
  it('buys what rises, for at most half of the budget, and says why', async () => {
    const inputs = signalInputs({ candidates: [candidate('AAPL', path(0.01))], budget: parseMoney('1000') });
    const proposal = await proposalOn(inputs);
    expect(proposal).toMatchObject({ symbol: 'AAPL', action: 'buy', notional: '500.00', confidence: 1 });
    expect(proposal.reason).toContain('built-in momentum model');
    expect(proposal.reason).toContain('22.0% above');
  });

  it('sells what is held and falls, and no more than is held', async () => {
    const inputs = signalInputs({
      candidates: [candidate('AAPL', path(-0.01))],
      positions: [held('AAPL', '120')],
    });
    expect(await proposalOn(inputs)).toMatchObject({ action: 'sell', notional: '120.00' });
  });

  it.each([
    ['falls and is not held', path(-0.01), []],
    ['falls and is held short', path(-0.01), [held('AAPL', '120', 'short')]],
    ['falls and is held at a value that nobody knows', path(-0.01), [held('AAPL', null)]],
    ['moves by noise only', path(0.0002, 0.02), []],
    ['has too short a history', path(0.01, 0.004, 10), []],
  ])('holds what %s, and says why', async (_, closes, positions) => {
    const proposal = await proposalOn(signalInputs({ candidates: [candidate('AAPL', closes)], positions }));
    expect(proposal).toMatchObject({ action: 'hold', notional: '0.00', holdReason: null });
    expect(proposal.reason).toMatch(/^AAPL .+/);
  });

  it('picks the strongest of several, among those that it may trade', async () => {
    const candidates = [
      candidate('AAPL', path(0.002, 0.01)),
      candidate('MSFT', path(0.01)),
      candidate('XOM', path(-0.02, 0)),
    ] as const;
    expect(await proposalOn(signalInputs({ candidates: [...candidates] }))).toMatchObject({
      symbol: 'MSFT',
      action: 'buy',
    });
  });

  it('stays within any budget, and answers the same to the same', async () => {
    const closes = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 0, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(closes, fc.integer({ min: 1, max: 1e9 }), async (prices, cents) => {
        const budget = parseMoney((cents / 100).toFixed(2));
        const inputs = signalInputs({ candidates: [candidate('AAPL', prices)], budget });
        const proposal = await proposalOn(inputs);
        expect(proposal.holdReason).toBeNull();
        expect(compareMoney(proposal.notional, budget)).not.toBe(1);
        expect(await proposalOn(inputs)).toEqual(proposal);
      }),
      { numRuns: 500 },
    );
  });
});
