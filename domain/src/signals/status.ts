/** What became of a signal. One whose time has passed counts as expired, whatever is stored. */
export const SIGNAL_STATUSES = ['pending', 'executed', 'dismissed', 'expired'] as const;
export type SignalStatus = (typeof SIGNAL_STATUSES)[number];

/** Who proposed a signal: a model that the server asked, or the trader. */
export const SIGNAL_SOURCES = ['model', 'user'] as const;
export type SignalSource = (typeof SIGNAL_SOURCES)[number];
