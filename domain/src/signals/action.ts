/** What a signal proposes. `hold` proposes to do nothing, and carries no notional. */
export const SIGNAL_ACTIONS = ['buy', 'sell', 'hold'] as const;

export type SignalAction = (typeof SIGNAL_ACTIONS)[number];
