import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import type { CredentialsReader } from '../credentials/credentials.ts';
import type { Clock } from '../runtime/clock.ts';
import { withDeadline } from '../runtime/deadline.ts';
import type { BrokerAccess } from './broker.ts';
import { brokerFailureOf, NotConnected, type RefusalWording, refusal } from './broker-failure.ts';

/** How a tenant's broker is connected. */
export interface BrokerConnection {
  /** Differs for every time that the tenant connected. */
  readonly id: string;
  readonly environment: BrokerEnvironment;
  readonly secretVersion: string;
}

/** Where connections are kept. */
export interface ConnectionReader {
  /** The connection that counts now; undefined where there is none that can be used. */
  read(uid: string): Promise<BrokerConnection | undefined>;
}

/** What it takes to ask the broker on a tenant's own keys. */
export interface TenantAccessPorts {
  readonly clock: Clock;
  readonly connections: ConnectionReader;
  readonly credentials: CredentialsReader;
}

/** @throws NotConnected */
export function requireConnection(connection: BrokerConnection | undefined): BrokerConnection {
  if (!connection) throw new NotConnected();
  return connection;
}

/**
 * Reads the keys that a tenant's connection names.
 *
 * @param signal ends every request made with the access
 * @throws CredentialsError
 */
export async function openAccess(
  uid: string,
  { id: connectionId, environment, secretVersion: version }: BrokerConnection,
  signal: AbortSignal,
  credentials: CredentialsReader,
): Promise<BrokerAccess> {
  const keys = await credentials.read({ uid, broker: 'alpaca', version, connectionId });
  return { environment, credentials: keys, signal };
}

/** How long asking may take, and how a failure of it is worded. */
export interface AskOptions {
  /** In milliseconds, the reading of the connection and the keys included. */
  readonly deadlineMs: number;
  readonly wording?: RefusalWording;
}

/**
 * Runs `ask` with the tenant's own access to the broker.
 *
 * @throws UserFacingError with what to do: no broker connected, keys that cannot be read, too late, the broker's own
 *   failures. What `ask` throws of its own passes through.
 */
export async function askForTenant<T>(
  uid: string,
  { deadlineMs, wording }: AskOptions,
  { clock, connections, credentials }: TenantAccessPorts,
  ask: (access: BrokerAccess) => Promise<T>,
): Promise<T> {
  try {
    return await withDeadline(clock, deadlineMs, async signal => {
      const connection = requireConnection(await connections.read(uid));
      return ask(await openAccess(uid, connection, signal, credentials));
    });
  } catch (thrown) {
    const failure = brokerFailureOf(thrown);
    throw failure ? refusal(failure, wording) : thrown;
  }
}
