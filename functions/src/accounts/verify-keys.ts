import { type BrokerEnvironment, otherEnvironment } from '@agenttrader/domain/accounts/environment';
import type { Broker, BrokerAccount } from '../broker/broker.ts';
import { BrokerError } from '../broker/broker-error.ts';
import { type RefusalWording, refusal } from '../broker/broker-failure.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';

const WORDING: RefusalWording = {
  again: 'Nothing was stored; try again in a minute.',
  sentences: {
    broker_forbidden:
      'Alpaca knows these keys but does not let them read the account. Check its status at Alpaca.',
    broker_rate_limited: 'Alpaca is limiting how often your account may be read. Try again in a minute.',
  },
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
    if (thrown.code !== 'credentials_rejected') throw refusal(thrown.code, WORDING);
    const other = otherEnvironment(environment);
    throw new UserFacingError(
      'invalid-argument',
      (await opens(other, credentials, broker, signal))
        ? `These are ${other} keys, but you chose ${environment}. Choose ${other}, or paste the keys of your ${environment} account. Nothing was stored.`
        : 'Alpaca does not know these keys. Copy the key id and the secret again, or create a new pair; the secret is shown only once.',
    );
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
