import type { SyncErrorCode } from '@agenttrader/domain/accounts/sync-error';
import { CredentialsError } from '../credentials/credentials.ts';
import { DeadlineExceeded } from '../runtime/deadline.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import { BrokerError } from './broker-error.ts';

/** Why the broker could not be asked for a tenant, or gave no answer: by the codes that a sync records. */
export type BrokerFailure = Exclude<SyncErrorCode, 'price_unavailable' | 'internal'>;

/** There is no connection to ask with. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/** What went wrong, by what was thrown; undefined where it has nothing to do with asking the broker. */
export function brokerFailureOf(thrown: unknown): BrokerFailure | undefined {
  if (thrown instanceof NotConnected) return 'broker_not_connected';
  if (thrown instanceof BrokerError) return thrown.code;
  if (thrown instanceof CredentialsError) {
    return thrown.code === 'missing' ? 'credentials_missing' : 'credentials_unavailable';
  }
  if (thrown instanceof DeadlineExceeded) return 'sync_deadline';
  return undefined;
}

/** The code that a caller gets for each failure, whatever it asked for. */
export const REFUSAL_CODES: Readonly<Record<SyncErrorCode, UserFacingError['code']>> = {
  broker_not_connected: 'failed-precondition',
  credentials_unavailable: 'unavailable',
  credentials_missing: 'failed-precondition',
  credentials_rejected: 'failed-precondition',
  broker_forbidden: 'failed-precondition',
  broker_rate_limited: 'resource-exhausted',
  broker_unavailable: 'unavailable',
  broker_timeout: 'unavailable',
  broker_unreachable: 'unavailable',
  broker_response_invalid: 'unavailable',
  price_unavailable: 'unavailable',
  sync_deadline: 'deadline-exceeded',
  internal: 'unavailable',
};

/** What a caller says in another way than the rest. */
export interface RefusalWording {
  /** What to do where waiting helps. */
  readonly again?: string;
  /** Whole sentences in the place of the usual ones. */
  readonly sentences?: Partial<Readonly<Record<BrokerFailure, string>>>;
}

/** What a trader is told about a failure, and what to do. */
export function refusal(
  failure: BrokerFailure,
  { again = 'Try again in a minute.', sentences = {} }: RefusalWording = {},
): UserFacingError {
  return new UserFacingError(REFUSAL_CODES[failure], sentences[failure] ?? usualSentence(failure, again));
}

function usualSentence(failure: BrokerFailure, again: string): string {
  switch (failure) {
    case 'broker_not_connected':
      return 'No broker is connected. Connect your Alpaca account in Settings, and try again.';
    case 'credentials_unavailable':
      return 'Your stored API keys could not be read. Try again in a minute; if this lasts, connect your account again.';
    case 'credentials_missing':
      return 'Your API keys are no longer stored with us. Connect your account again in Settings.';
    case 'credentials_rejected':
      return 'Alpaca refused your API keys. Connect your account again in Settings.';
    case 'broker_forbidden':
      return 'Alpaca does not let your API keys read this. Check your account at Alpaca, then try again.';
    case 'broker_rate_limited':
      return `Alpaca is limiting how often your keys may ask. ${again}`;
    case 'broker_unavailable':
      return `Alpaca answered with an error of its own. ${again}`;
    case 'broker_timeout':
      return `Alpaca did not answer in time. ${again}`;
    case 'broker_unreachable':
      return `Alpaca could not be reached. ${again}`;
    case 'broker_response_invalid':
      return `Alpaca sent an answer that could not be read. ${again}`;
    case 'sync_deadline':
      return `Reading the market at Alpaca took too long. ${again}`;
  }
}
