import { type PreferencesFields, preferencesFields } from '@agenttrader/domain/config/preferences';
import { documentReader } from './document-problem.ts';

/** What holds until the trader chooses. */
export const DEFAULT_PREFERENCES: PreferencesFields = preferencesFields.parse({
  theme: 'system',
  privacy_mode: false,
  notifications: { trade_opened: true, trade_closed: true, sync_failed: true, signal_ready: true },
  default_notional: '1000',
  timezone: 'system',
});

/** `updated_at` stands beside the fields, and earlier versions may have left others. */
const schema = preferencesFields.strip();

/** `users/{uid}/config/preferences`. */
export const readPreferences = documentReader(schema, (fields): PreferencesFields => fields);
