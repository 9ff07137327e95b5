import { z } from 'zod';
import { SIGNAL_ACTIONS } from '../signals/action.ts';
import { HOLD_REASONS } from '../signals/hold-reason.ts';
import { tradableSymbolSchema } from '../symbols.ts';
import { type CallableContract, defineCallable, LARGE_INSTANCE } from './contract.ts';

/** The longest view of the market that a trader may hand to the model, in UTF-16 units. */
export const MAX_MARKET_CONDITIONS = 2_000;

/** How deep a view that is not plain text may be nested: levels of objects and arrays. */
const MAX_MARKET_CONDITIONS_DEPTH = 8;

/** Text, or anything that JSON can say, which becomes its text: to the model it is no more than a note. */
const marketConditions = z.unknown().transform((view, context): string | undefined => {
  if (view === undefined || view === null) return undefined;
  if (isDeeperThan(MAX_MARKET_CONDITIONS_DEPTH, view)) {
    context.addIssue(
      `marketConditions is nested too deeply: keep it within ${MAX_MARKET_CONDITIONS_DEPTH} levels.`,
    );
    return z.NEVER;
  }
  const text = typeof view === 'string' ? view : JSON.stringify(view);
  if (text === undefined || text.length <= MAX_MARKET_CONDITIONS) return text;
  context.addIssue(`marketConditions is too long: keep it within ${MAX_MARKET_CONDITIONS} characters.`);
  return z.NEVER;
});

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(child => isDeeperThan(levels - 1, child)));

/** Both are optional: without a symbol the model chooses among those that the account holds and a few indices. */
export const generateTradingSignalRequest = z.strictObject({
  symbol: tradableSymbolSchema.optional(),
  marketConditions: marketConditions.optional(),
});
export type GenerateTradingSignalRequest = z.infer<typeof generateTradingSignalRequest>;

export const generateTradingSignalResponse = z.strictObject({
  /** The signal's document id. */
  id: z.string(),
  /** The signal in one sentence, to show. */
  response: z.string(),
  /** The document that the signal was computed from. */
  snapshotPath: z.string(),
  signal: z.strictObject({
    symbol: z.string(),
    action: z.enum(SIGNAL_ACTIONS),
    /** US dollars; "0.00" for a hold. */
    notionalUsd: z.string(),
    /** From 0 to 1. */
    confidence: z.number().min(0).max(1),
    reason: z.string(),
    /** Why the model's answer was not used; null where it was. */
    holdReason: z.enum(HOLD_REASONS).nullable(),
    /** Which model answered; `none` where none was asked. */
    model: z.string(),
    /** SHA-256 of everything that the model was given, in hexadecimal digits. */
    inputsDigest: z.string(),
    createdAt: z.iso.datetime(),
    /** After this time the signal is no longer to be followed. */
    expiresAt: z.iso.datetime(),
  }),
});
export type GenerateTradingSignalResponse = z.infer<typeof generateTradingSignalResponse>;

/** Asks the model for a signal. */
export const generateTradingSignal = defineCallable({
  name: 'generate_trading_signal',
  request: generateTradingSignalRequest,
  response: generateTradingSignalResponse,
});

export const generateTradingSignalContract = {
  callable: generateTradingSignal,
  purpose: 'Proposes one trade, or none, from the caller’s own snapshot, and stores it. It trades nothing.',
  requires: 'confirmed',
  limit: { perMinute: 20, perDay: 30 },
  quotas: ['SIGNALS_PER_DAY'],
  instance: LARGE_INSTANCE,
  errors: {
    'failed-precondition':
      'The snapshot is missing, unreadable or older than 5 minutes; no broker is connected or its keys do not work; there are no prices of the symbol; or the limit for a single trade cannot be read.',
    'resource-exhausted':
      'The signals of today are used up, two questions are being answered, or Alpaca or the model limits how often it may be asked.',
    unavailable:
      'Alpaca or the model could not be reached, or answered with an error. The sentence says whether the question counts.',
    'deadline-exceeded': 'Alpaca or the model took too long.',
    aborted: 'Too many requests of the caller arrived at the same moment.',
  },
  example: {
    request: { symbol: 'AAPL', marketConditions: 'calm' },
    response: {
      id: 'Zk3vYw0mRq8sT1uX5bCd',
      response: 'Buy AAPL for $250.00: the trend is up.',
      snapshotPath: 'users/alice/data/snapshot',
      signal: {
        symbol: 'AAPL',
        action: 'buy',
        notionalUsd: '250.00',
        confidence: 0.7,
        reason: 'The trend is up.',
        holdReason: null,
        model: 'momentum',
        inputsDigest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        createdAt: '2026-03-02T15:00:02.118Z',
        expiresAt: '2026-03-02T15:15:02.118Z',
      },
    },
  },
  cost: { reads: 57, writes: 53, secrets: 1, seconds: 20 },
} satisfies CallableContract<typeof generateTradingSignal>;
