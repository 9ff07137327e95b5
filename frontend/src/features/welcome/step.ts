/** What is known of the account's set-up; null while it is not known. */
export interface Progress {
  readonly connected: boolean | null;
  readonly limitsSet: boolean | null;
  readonly tradingOn: boolean | null;
}

export const STEPS = ['address', 'about', 'broker', 'limits', 'trading', 'done'] as const;
export type Step = (typeof STEPS)[number];
/** A step that the wizard has a page for; the address is confirmed before any page opens. */
export type WelcomeStep = Exclude<Step, 'address'>;

/** Where a step is. */
export const addressOfStep = (step: WelcomeStep): string => `/welcome/${step}`;

/**
 * The first step that is not done yet, told from what has been done, so that the wizard can be left at any point and
 * resumed anywhere. Null while that is not known yet.
 */
export function nextStep({ connected, limitsSet, tradingOn }: Progress): WelcomeStep | null {
  if (connected === null || limitsSet === null || tradingOn === null) return null;
  if (!connected) return 'broker';
  if (!limitsSet) return 'limits';
  return tradingOn ? 'done' : 'trading';
}

/**
 * The step to show at an address: the one that it names, unless others come first, or else the one to go on with. Who has
 * done nothing yet begins with the page that only tells.
 *
 * @param named what the address names, which may be anything
 */
export function shownStep(named: string | undefined, next: WelcomeStep, progress: Progress): WelcomeStep {
  const step = STEPS.find((one): one is WelcomeStep => one === named && one !== 'address');
  if (step !== undefined && isWithinReach(step, next)) return step;
  return step === undefined && next === 'broker' && !progress.limitsSet ? 'about' : next;
}

/** Whether one may go to the step: it is done, or it is what comes next. */
export const isWithinReach = (step: WelcomeStep, next: WelcomeStep): boolean =>
  STEPS.indexOf(step) <= STEPS.indexOf(next);
