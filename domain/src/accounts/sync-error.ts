/** Why a tenant's sync failed: a stable code for programs, a sentence for the trader. */
export const SYNC_ERROR_CODES = [
  'broker_not_connected',
  'credentials_unavailable',
  'credentials_missing',
  'credentials_rejected',
  'broker_forbidden',
  'broker_rate_limited',
  'broker_unavailable',
  'broker_timeout',
  'broker_unreachable',
  'broker_response_invalid',
  'price_unavailable',
  'sync_deadline',
  'internal',
] as const;

export type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];

const MESSAGES: Record<SyncErrorCode, string> = {
  broker_not_connected: 'No broker is connected. Connect your Alpaca account in Settings.',
  credentials_unavailable:
    'Your stored API keys could not be read. We try again every minute; if this lasts, connect your account again.',
  credentials_missing:
    'Your API keys are no longer stored with us: they were deleted outside the app. Connect your account again in Settings.',
  credentials_rejected:
    'Alpaca refused your API keys. Create a new pair at Alpaca and connect your account again.',
  broker_forbidden:
    'Alpaca accepted your API keys but does not let them read this account. Check its status at Alpaca, then connect again.',
  broker_rate_limited:
    'Alpaca is limiting how often your account may be read. We go on as soon as it allows.',
  broker_unavailable: 'Alpaca answered with an error of its own. We try again shortly.',
  broker_timeout: 'Alpaca did not answer in time. We try again shortly.',
  broker_unreachable: 'Alpaca could not be reached. We try again shortly.',
  broker_response_invalid: 'Alpaca sent an answer that could not be read. We try again shortly.',
  price_unavailable: 'A price is missing for at least one of your open trades; its last mark is kept.',
  sync_deadline: 'Reading your account took too long. We try again shortly.',
  internal: 'Something went wrong on our side. We have logged it and try again shortly.',
};

/** The sentence that a trader may read for `code`; it never carries a raw exception. */
export const syncErrorMessage = (code: SyncErrorCode): string => MESSAGES[code];

/**
 * Failures that no retry can mend: the tenant is parked until it connects again,
 * instead of asking the broker in vain every minute.
 */
export const parksUntilNewKeys = (code: SyncErrorCode): boolean =>
  code === 'broker_not_connected' ||
  code === 'credentials_missing' ||
  code === 'credentials_rejected' ||
  code === 'broker_forbidden';
