/** What is known of the account's set-up; null while it is not known. */
export interface Progress {
  readonly connected: boolean | null;
  readonly limitsSet: boolean | null;
  readonly tradingOn: boolean | null;
}

export const STEPS = ['address', 'about', 'broker', 'limits', 'trading', 'done'] as const;
export type Step = (typeof STEPS)[number];

/**
 * Where the wizard goes on once the address is confirmed, before which no page opens. It is told from what has been
 * done, so that it can be left at any point and resumed anywhere. Null while that is not known yet.
 *
 * @param started whether the first page, which only tells, was read in this visit
 */
export function currentStep({ connected, limitsSet, tradingOn }: Progress, started: boolean): Step | null {
  if (connected === null || limitsSet === null || tradingOn === null) return null;
  if (connected && limitsSet && tradingOn) return 'done';
  if (!connected) return started || limitsSet ? 'broker' : 'about';
  return limitsSet ? 'trading' : 'limits';
}
