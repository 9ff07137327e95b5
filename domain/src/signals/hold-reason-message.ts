import type { HoldReason } from './hold-reason.ts';

const MESSAGES: Record<HoldReason, string> = {
  no_buying_power: 'The account has no buying power, so the model was not asked.',
  trade_limit_zero: 'The limit for a single trade is zero, so the model was not asked.',
  answer_refused: 'The model declined to answer.',
  answer_truncated: 'The answer of the model broke off.',
  answer_not_json: 'The model answered with something else than a signal.',
  answer_malformed: 'The answer of the model does not have the form of a signal.',
  unknown_action: 'The model proposed something else than to buy, to sell or to hold.',
  other_symbol: 'The model answered about another symbol than it was asked about.',
  invalid_notional: 'The model named an amount that is none.',
  over_budget: 'The model proposed more than the buying power and the limits allow.',
};

/** The sentence that a trader may read for `reason`. */
export const holdReasonMessage = (reason: HoldReason): string => MESSAGES[reason];
