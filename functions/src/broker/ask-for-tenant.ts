import { CredentialsError, type CredentialsReader } from '../credentials/credentials.ts';
import { keysOf } from '../pulse/keys-of.ts';
import type { TenantReader } from '../pulse/ports.ts';
import type { Clock } from '../runtime/clock.ts';
import { DeadlineExceeded, withDeadline } from '../runtime/deadline.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { BrokerAccess } from './broker.ts';
import { BrokerError } from './broker-error.ts';
import { brokerRefusal } from './broker-refusal.ts';
import { credentialsRefusal } from './credentials-refusal.ts';

/** What it takes to ask the broker on a tenant's own keys. */
export interface AskPorts {
  readonly clock: Clock;
  readonly tenants: Pick<TenantReader, 'read'>;
  readonly credentials: CredentialsReader;
}

/**
 * Runs `ask` with the tenant's own access to the broker, under a deadline in milliseconds.
 *
 * @throws UserFacingError with what to do: no broker connected, keys that cannot be read, the broker's own failures
 */
export async function askForTenant<T>(
  uid: string,
  deadlineMs: number,
  ports: AskPorts,
  ask: (access: BrokerAccess) => Promise<T>,
): Promise<T> {
  try {
    return await withDeadline(ports.clock, deadlineMs, async signal => {
      const { connection } = await ports.tenants.read(uid);
      if (!connection) {
        throw new UserFacingError(
          'failed-precondition',
          'No broker is connected. Connect your Alpaca account in Settings, and try again.',
        );
      }
      const credentials = await ports.credentials.read(keysOf(uid, connection));
      return ask({ environment: connection.environment, credentials, signal });
    });
  } catch (thrown) {
    throw refusalOf(thrown) ?? thrown;
  }
}

function refusalOf(thrown: unknown): UserFacingError | undefined {
  if (thrown instanceof BrokerError) return brokerRefusal(thrown.code);
  if (thrown instanceof DeadlineExceeded) {
    return new UserFacingError(
      'deadline-exceeded',
      'Reading the market at Alpaca took too long. Try again in a minute.',
    );
  }
  if (thrown instanceof CredentialsError) {
    return credentialsRefusal(thrown.code);
  }
  return undefined;
}
