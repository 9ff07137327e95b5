import { z } from 'zod';
import { DecimalError } from '../money/decimal-error.ts';
import { compareMoney, isPositiveMoney, type Money, roundToCents, ZERO_MONEY } from '../money/money.ts';
import { InvalidSymbolError, parseTradableSymbol, type TradableSymbol } from '../symbols.ts';
import { SIGNAL_ACTIONS, type SignalAction } from './action.ts';
import type { HoldReason } from './hold-reason.ts';
import { holdReasonMessage } from './hold-reason-message.ts';
import { plainText } from './plain-text.ts';

/** What an answer is held against. */
export interface SignalTerms {
  /** The symbols that were asked about; the first stands in where an answer names none of them. */
  readonly candidates: readonly [TradableSymbol, ...TradableSymbol[]];
  /** The most that may be proposed. */
  readonly budget: Money;
}

/** What a model's answer comes to. Whatever was answered, it is one of these. */
export interface Proposal {
  readonly symbol: TradableSymbol;
  readonly action: SignalAction;
  /** Positive and within the budget; zero for a hold. */
  readonly notional: Money;
  /** From 0 to 1, as the model states it; 0 where its answer was not used. */
  readonly confidence: number;
  /** At most 500 characters. The model's words, or why they were not used. */
  readonly reason: string;
  /** Why the answer was not used. */
  readonly holdReason: HoldReason | null;
}

const MAX_ANSWER_LENGTH = 20_000;
const MAX_REASON_CHARACTERS = 500;

const answerSchema = z.strictObject({
  symbol: z.string(),
  action: z.string(),
  notional_usd: z.string(),
  confidence: z.number().min(0).max(1),
  reason: z.string(),
});

/**
 * Reads what a model answered. The answer is untrusted input: text that somebody outside wrote may have become
 * part of it. Anything but a signal within the terms is a hold that says why; nothing is repaired, and an amount
 * over the budget is not cut down to it, since a model that ignores its budget has not understood the question.
 */
export function readAnswer(text: string, terms: SignalTerms): Proposal {
  const json = parseJson(text);
  if (json === undefined) return heldBack('answer_not_json', terms.candidates[0]);
  const { data: answer } = answerSchema.safeParse(json.value);
  if (answer === undefined) return heldBack('answer_malformed', terms.candidates[0]);

  const symbol = candidateNamed(answer.symbol, terms);
  if (symbol === undefined) return heldBack('other_symbol', terms.candidates[0]);
  const action = SIGNAL_ACTIONS.find(known => known === answer.action);
  if (action === undefined) return heldBack('unknown_action', symbol);

  const { confidence } = answer;
  const reason = plainText(answer.reason, MAX_REASON_CHARACTERS) || 'The model gave no reason.';
  if (action === 'hold')
    return { symbol, action, notional: ZERO_MONEY, confidence, reason, holdReason: null };

  const notional = parseAmount(answer.notional_usd);
  if (notional === undefined) return heldBack('invalid_notional', symbol);
  if (compareMoney(notional, terms.budget) > 0) return heldBack('over_budget', symbol);
  return { symbol, action, notional, confidence, reason, holdReason: null };
}

/** The hold that takes the place of an answer. */
export function heldBack(holdReason: HoldReason, symbol: TradableSymbol): Proposal {
  const reason = holdReasonMessage(holdReason);
  return { symbol, action: 'hold', notional: ZERO_MONEY, confidence: 0, reason, holdReason };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  if (text.length > MAX_ANSWER_LENGTH) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function candidateNamed(name: string, { candidates }: SignalTerms): TradableSymbol | undefined {
  try {
    const symbol = parseTradableSymbol(name);
    return candidates.find(candidate => candidate === symbol);
  } catch (thrown) {
    if (thrown instanceof InvalidSymbolError) return undefined;
    throw thrown;
  }
}

/** A positive amount, to the cent. */
function parseAmount(text: string): Money | undefined {
  try {
    const amount = roundToCents(text);
    return isPositiveMoney(amount) ? amount : undefined;
  } catch (thrown) {
    if (thrown instanceof DecimalError) return undefined;
    throw thrown;
  }
}
