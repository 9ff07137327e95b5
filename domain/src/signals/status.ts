/** What became of a signal, as it is stored. Whoever reads one asks `statusOfSignal`, since time passes unwritten. */
export const SIGNAL_STATUSES = ['pending', 'executed', 'dismissed', 'expired'] as const;
export type SignalStatus = (typeof SIGNAL_STATUSES)[number];

/** What decides whether a signal still waits. A signal without an end waits on. */
export interface SignalTimes {
  readonly status: SignalStatus;
  readonly expiresAt: Date | null;
}

/** What has become of a signal by `now`: one that still waits at its end is expired, whatever is stored. */
export const statusOfSignal = ({ status, expiresAt }: SignalTimes, now: Date): SignalStatus =>
  status === 'pending' && expiresAt !== null && expiresAt <= now ? 'expired' : status;

/** Who proposed a signal: a model that the server asked, or the trader. */
export const SIGNAL_SOURCES = ['model', 'user'] as const;
export type SignalSource = (typeof SIGNAL_SOURCES)[number];
