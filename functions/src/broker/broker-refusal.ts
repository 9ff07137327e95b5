import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { BrokerErrorCode } from './broker-error.ts';

const AGAIN = 'Try again in a minute.';

const REFUSALS: Record<BrokerErrorCode, readonly [UserFacingError['code'], string]> = {
  credentials_rejected: [
    'failed-precondition',
    'Alpaca refused your API keys. Connect your account again in Settings.',
  ],
  broker_forbidden: [
    'failed-precondition',
    'Alpaca does not let your API keys read this. Check your account at Alpaca, then try again.',
  ],
  broker_rate_limited: ['resource-exhausted', `Alpaca is limiting how often your keys may ask. ${AGAIN}`],
  broker_unavailable: ['unavailable', `Alpaca answered with an error of its own. ${AGAIN}`],
  broker_timeout: ['unavailable', `Alpaca did not answer in time. ${AGAIN}`],
  broker_unreachable: ['unavailable', `Alpaca could not be reached. ${AGAIN}`],
  broker_response_invalid: ['unavailable', `Alpaca sent an answer that could not be read. ${AGAIN}`],
};

/** What a trader is told when the broker fails while it is asked about the market. */
export const brokerRefusal = (code: BrokerErrorCode): UserFacingError =>
  new UserFacingError(...REFUSALS[code]);
