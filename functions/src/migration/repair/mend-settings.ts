import { brokerEnvironment } from '@agenttrader/domain/accounts/environment';
import {
  brokerConfig,
  connectedConfig,
  emptyConfig,
  NOT_CONNECTED,
} from '@agenttrader/domain/documents/broker-config';
import {
  MAX_SWITCH_MESSAGE,
  SWITCH_SETTERS,
  tradingStatus,
} from '@agenttrader/domain/documents/trading-status';
import { legacyFields } from '../legacy-fields.ts';
import { readInstant } from '../legacy-time.ts';
import { readText } from '../readings.ts';

const { names } = brokerConfig;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The kill switch in today's form. What cannot be read stops trading: only `true` switches it on, and a lock that is
 * neither true nor false holds. Earlier systems did not note in it whether a broker is connected.
 *
 * @param connected whether one is
 */
export function mendSwitch(data: Fields, writtenAt: Date, connected: boolean): Fields {
  const fields = legacyFields(data);
  const enabled = data.enabled === true;
  const locked = data.locked !== undefined && data.locked !== null && data.locked !== false;
  const setter = SWITCH_SETTERS.find(name => name === data[tradingStatus.names.updatedBy]);
  return tradingStatus.write({
    enabled: enabled && !locked,
    message:
      readText(fields.find('message', 'reason'))?.slice(0, MAX_SWITCH_MESSAGE) ||
      (enabled ? 'Trading is on.' : 'Trading is off until you turn it on.'),
    updatedAt: readInstant(fields.find('updated_at', 'updated_at_iso', 'last_updated')) ?? writtenAt,
    updatedBy: setter ?? (locked ? 'operator' : 'user'),
    locked,
    connected: typeof data.connected === 'boolean' ? data.connected : connected,
  });
}

/**
 * The connection in today's form. One that names no version of a secret is none: the pulse has no keys for it, and the
 * trader connects again.
 */
export function mendConnection(data: Fields): Fields {
  const fields = legacyFields(data);
  const environment = brokerEnvironment.safeParse(data.environment).data;
  const version = String(data[names.secretVersion]);
  if (data.configured !== true || environment === undefined || !/^\d+$/.test(version))
    return emptyConfig.write(NOT_CONNECTED);
  const last4 = fields.find(names.keyIdLast4);
  return connectedConfig.write({
    configured: true,
    environment,
    keyIdLast4: typeof last4 === 'string' && last4.length <= 4 ? last4 : '',
    secretVersion: version,
    connectedAt: readInstant(data[names.connectedAt]) ?? null,
    verifiedAt: readInstant(data[names.verifiedAt]) ?? null,
    instructions: null,
  });
}
