/**
 * Connecting and disconnecting, in the order in which they began. Keys go into the vault and the documents in two steps,
 * and several of these may be under way at once; who began last and got to the documents is what counts. The order is
 * counted here and not taken from the vault's version numbers, which start over when a secret is deleted outside the app.
 */
export interface ConnectionAttempts {
  /** The number of the last attempt that began; 0 before the first. */
  readonly begun: number;
  /** The attempt whose result the documents show: no attempt with a lower number changes them any more. */
  readonly settled: number;
  /** The attempt after which the vault held nothing; null when that is not known. */
  readonly emptied: number | null;
}

/** A tenant who has never tried to connect. */
export const NO_ATTEMPTS: ConnectionAttempts = { begun: 0, settled: 0, emptied: 0 };

/** A tenant connected before attempts were counted: there may be anything in the vault. */
export const UNCOUNTED_ATTEMPTS: ConnectionAttempts = { begun: 0, settled: 0, emptied: null };

/** Counts one more attempt; `begun` of the result is its number. */
export const beginAttempt = (attempts: ConnectionAttempts): ConnectionAttempts => ({
  ...attempts,
  begun: attempts.begun + 1,
});

/** Lets `attempt` decide what the documents show; undefined when a later one has decided already. */
export const settleAttempt = (
  attempts: ConnectionAttempts,
  attempt: number,
): ConnectionAttempts | undefined =>
  attempt > attempts.settled ? { ...attempts, settled: attempt } : undefined;

/** Notes that the vault is empty after `attempt`; undefined when another began since, which may have stored keys. */
export const emptyAfter = (attempts: ConnectionAttempts, attempt: number): ConnectionAttempts | undefined =>
  attempts.begun === attempt ? { ...attempts, emptied: attempt } : undefined;

/** Whether the vault may hold keys of the tenant, used or left behind. */
export const mayHoldKeys = ({ begun, emptied }: ConnectionAttempts): boolean => emptied !== begun;
