/** Why a signal is a hold although the model did not propose one: a stable code, stored with the signal. */
export const HOLD_REASONS = [
  'no_buying_power',
  'trade_limit_zero',
  'answer_refused',
  'answer_truncated',
  'answer_not_json',
  'answer_malformed',
  'unknown_action',
  'other_symbol',
  'invalid_notional',
  'over_budget',
] as const;

export type HoldReason = (typeof HOLD_REASONS)[number];
