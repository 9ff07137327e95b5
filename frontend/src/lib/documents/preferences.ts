import { chosenPreferences, type Preferences } from '@agenttrader/domain/documents/preferences';
import { parseMoney } from '@agenttrader/domain/money/money';
import { readerOf } from './document-problem.ts';

/** What holds until the trader chooses. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  privacyMode: false,
  notifications: { trade_opened: true, trade_closed: true, sync_failed: true, signal_ready: true },
  defaultNotional: parseMoney('1000'),
  timezone: 'system',
};

/** `users/{uid}/config/preferences`. */
export const readPreferences = readerOf(chosenPreferences, (chosen): Preferences => chosen);
