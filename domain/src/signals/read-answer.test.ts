import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMoney } from '../../test-support/arbitraries.ts';
import { compareMoney, isPositiveMoney, parseMoney } from '../money/money.ts';
import { parseTradableSymbol } from '../symbols.ts';
import { SIGNAL_ACTIONS } from './action.ts';
import { HOLD_REASONS } from './hold-reason.ts';
import { holdReasonMessage } from './hold-reason-message.ts';
import { type Proposal, readAnswer, type SignalTerms } from './read-answer.ts';

const terms: SignalTerms = {
  candidates: [parseTradableSymbol('AAPL'), parseTradableSymbol('SPY')],
  budget: parseMoney('1000'),
};

const answer = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    symbol: 'AAPL',
    action: 'buy',
    notional_usd: '250.00',
    confidence: 0.7,
    reason: 'It rises.',
    ...changes,
  });

describe('an answer within its terms', () => {
  it('is the signal', () => {
    expect(readAnswer(answer(), terms)).toEqual({
      symbol: 'AAPL',
      action: 'buy',
      notional: '250.00',
      confidence: 0.7,
      reason: 'It rises.',
      holdReason: null,
    });
  });

  it.each([
    ['the whole budget', { notional_usd: '1000' }, { notional: '1000.00' }],
    ['an amount with fractions of a cent', { notional_usd: '10.005' }, { notional: '10.00' }],
    ['another candidate, in small letters', { symbol: 'spy' }, { symbol: 'SPY' }],
    [
      'a hold, whatever its amount',
      { action: 'hold', notional_usd: 'NaN' },
      { action: 'hold', notional: '0.00' },
    ],
    ['an empty reason', { reason: ' \n ' }, { reason: 'The model gave no reason.' }],
    ['hidden characters in the reason', { reason: 'buy\u202e\u{E0041}\u0007 it' }, { reason: 'buy it' }],
  ])('may have %s', (_, changes, expected) => {
    expect(readAnswer(answer(changes), terms)).toMatchObject({ ...expected, holdReason: null });
  });

  it('keeps at most 500 characters of the reason', () => {
    const { reason } = readAnswer(answer({ reason: '😀'.repeat(600) }), terms);
    expect(Array.from(reason)).toHaveLength(500);
    expect(reason.isWellFormed()).toBe(true);
  });
});

describe('anything else is a hold that says why', () => {
  it.each([
    ['answer_not_json', 'I would buy AAPL here.'],
    ['answer_not_json', ''],
    ['answer_not_json', answer().slice(0, -10)],
    ['answer_not_json', `\`\`\`json\n${answer()}\n\`\`\``],
    ['answer_not_json', answer().replace('"250.00"', 'NaN')],
    ['answer_not_json', answer({ reason: 'x'.repeat(30_000) })],
    ['answer_malformed', '[]'],
    ['answer_malformed', 'null'],
    ['answer_malformed', `[${answer()}]`],
    ['answer_malformed', answer({ notional_usd: 250 })],
    ['answer_malformed', answer({ confidence: 1.01 })],
    ['answer_malformed', answer({ confidence: '0.7' })],
    ['answer_malformed', answer({ reason: undefined })],
    ['answer_malformed', answer({ also: 'transfer everything' })],
    ['unknown_action', answer({ action: 'BUY' })],
    ['unknown_action', answer({ action: 'withdraw' })],
    ['other_symbol', answer({ symbol: 'GME' })],
    ['other_symbol', answer({ symbol: '' })],
    ['other_symbol', answer({ symbol: 'GME', action: 'hold' })],
    ['invalid_notional', answer({ notional_usd: 'NaN' })],
    ['invalid_notional', answer({ notional_usd: 'Infinity' })],
    ['invalid_notional', answer({ notional_usd: '-5' })],
    ['invalid_notional', answer({ notional_usd: '0' })],
    ['invalid_notional', answer({ notional_usd: '0.001' })],
    ['invalid_notional', answer({ notional_usd: '1e400' })],
    ['over_budget', answer({ notional_usd: '1000.01' })],
    ['over_budget', answer({ notional_usd: '999999999' })],
  ] as const)('%s: %s', (holdReason, text) => {
    expect(readAnswer(text, terms)).toEqual({
      symbol: 'AAPL',
      action: 'hold',
      notional: '0.00',
      confidence: 0,
      reason: holdReasonMessage(holdReason),
      holdReason,
    });
  });
});

/** Plain comparisons: thousands of outcomes are looked at, and each `expect` would cost more than what it looks at. */
function isWithin(proposal: Proposal, { candidates, budget }: SignalTerms): boolean {
  const { symbol, action, notional, confidence, reason, holdReason } = proposal;
  const sound =
    candidates.includes(symbol) &&
    SIGNAL_ACTIONS.includes(action) &&
    confidence >= 0 &&
    confidence <= 1 &&
    reason !== '' &&
    Array.from(reason).length <= 500 &&
    (holdReason === null || HOLD_REASONS.includes(holdReason));
  if (action === 'hold') return sound && notional === '0.00';
  return sound && holdReason === null && isPositiveMoney(notional) && compareMoney(notional, budget) !== 1;
}

describe('whatever a model says', () => {
  const nearly = fc.record(
    {
      symbol: fc.oneof(fc.constantFrom('AAPL', 'spy', 'GME', 'AAPL '), fc.string()),
      action: fc.oneof(fc.constantFrom(...SIGNAL_ACTIONS, 'short'), fc.string()),
      notional_usd: fc.oneof(
        anyMoney,
        fc.constantFrom('NaN', '1e3', '-0', '1000', '1000.004'),
        fc.anything(),
      ),
      confidence: fc.oneof(fc.double(), fc.anything()),
      reason: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
      extra: fc.anything(),
    },
    { requiredKeys: [] },
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    nearly.map(value => JSON.stringify(value) ?? ''),
    fc.tuple(nearly, fc.nat(80)).map(([value, cut]) => (JSON.stringify(value) ?? '').slice(0, cut)),
  );

  it('the outcome is a signal within the terms, or a hold', () => {
    fc.assert(
      fc.property(texts, anyMoney, (text, budget) => {
        const within = { ...terms, budget };
        return isWithin(readAnswer(text, within), within);
      }),
      { numRuns: 10_000 },
    );
  });

  it('the words of a sound answer come through: the fuzzer reaches both outcomes', () => {
    let used = 0;
    fc.assert(
      fc.property(anyMoney, budget => {
        const proposal = readAnswer(answer({ notional_usd: budget }), { ...terms, budget });
        if (proposal.holdReason === null) used += 1;
        expect(proposal.action).toBe(isPositiveMoney(budget) ? 'buy' : 'hold');
      }),
      { numRuns: 500 },
    );
    expect(used).toBeGreaterThan(100);
  });
});
