import { type BrokerEnvironment, otherEnvironment } from '@agenttrader/domain/accounts/environment';
import type { Broker, BrokerAccount } from '../broker/broker.ts';
import { BrokerError, type BrokerErrorCode } from '../broker/broker-error.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';

const REFUSALS: Record<BrokerErrorCode, UserFacingError['code']> = {
  credentials_rejected: 'invalid-argument',
  broker_forbidden: 'failed-precondition',
  broker_rate_limited: 'resource-exhausted',
  broker_unavailable: 'unavailable',
  broker_timeout: 'unavailable',
  broker_unreachable: 'unavailable',
  broker_response_invalid: 'unavailable',
};

const MESSAGES: Record<BrokerErrorCode, string> = {
  credentials_rejected:
    'Alpaca does not know these keys. Copy the key id and the secret again, or create a new pair; the secret is shown only once.',
  broker_forbidden:
    'Alpaca knows these keys but does not let them read the account. Check its status at Alpaca.',
  broker_rate_limited: 'Alpaca is limiting how often your account may be read. Try again in a minute.',
  broker_unavailable: 'Alpaca answered with an error of its own. Nothing was stored; try again in a minute.',
  broker_timeout: 'Alpaca did not answer in time. Nothing was stored; try again in a minute.',
  broker_unreachable: 'Alpaca could not be reached. Nothing was stored; try again in a minute.',
  broker_response_invalid:
    'Alpaca sent an answer that could not be read. Nothing was stored; try again in a minute.',
};

/**
 * Asks the broker for the account that the keys open. Keys that this environment refuses are tried in the
 * other one, so that the trader learns that they are live keys given as paper, or the reverse.
 *
 * @throws UserFacingError saying what to do
 */
export async function verifyKeys(
  environment: BrokerEnvironment,
  credentials: Credentials,
  broker: Broker,
  signal: AbortSignal,
): Promise<BrokerAccount> {
  try {
    return await broker.account({ environment, credentials, signal });
  } catch (thrown) {
    if (!(thrown instanceof BrokerError)) throw thrown;
    const other = otherEnvironment(environment);
    if (thrown.code === 'credentials_rejected' && (await opens(other, credentials, broker, signal))) {
      throw new UserFacingError(
        'invalid-argument',
        `These are ${other} keys, but you chose ${environment}. Choose ${other}, or paste the keys of your ${environment} account. Nothing was stored.`,
      );
    }
    throw new UserFacingError(REFUSALS[thrown.code], MESSAGES[thrown.code]);
  }
}

async function opens(
  environment: BrokerEnvironment,
  credentials: Credentials,
  broker: Broker,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await broker.account({ environment, credentials, signal });
    return true;
  } catch {
    return false;
  }
}
