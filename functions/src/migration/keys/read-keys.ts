import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import { connectBrokerRequest } from '@agenttrader/domain/callables/connect-broker';
import { type LegacyFields, legacyFields } from '../legacy-fields.ts';
import { normalizeWord } from '../readings.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A pair of keys that an earlier system kept in a document, and the world that they are for. */
export interface LegacyKeyPair {
  readonly environment: BrokerEnvironment;
  readonly keyId: string;
  readonly secretKey: string;
}

const KEY_ID = ['key_id', 'api_key', 'api_key_id', 'alpaca_api_key', 'alpaca_key_id', 'apca_api_key_id'];
const SECRET_KEY = [
  'secret_key',
  'api_secret',
  'api_secret_key',
  'alpaca_secret_key',
  'alpaca_api_secret',
  'apca_api_secret_key',
];

/** The names of the fields in which earlier systems kept keys, as the document spells them. */
export const findKeyFields = (data: Fields): string[] =>
  Object.keys(data).filter(
    name => legacyFields({ [name]: data[name] }).find(...KEY_ID, ...SECRET_KEY) !== undefined,
  );

/**
 * The pair of keys in a document; undefined where there is none that a broker could take.
 *
 * @param hints the tenant's old settings, which may say what the document of the keys does not
 */
export function readKeys(data: Fields, hints: Fields): LegacyKeyPair | undefined {
  const fields = legacyFields(data);
  const environment = readEnvironment(fields) ?? readEnvironment(legacyFields(hints)) ?? 'paper';
  const pair = { environment, keyId: fields.find(...KEY_ID), secretKey: fields.find(...SECRET_KEY) };
  const { data: read } = connectBrokerRequest.safeParse(pair);
  return read && { environment, keyId: read.keyId, secretKey: read.secretKey };
}

/**
 * Earlier systems wrote a word, a flag, or the address of the API. Where they disagree it is paper: keys for the other
 * world are refused by the broker, and nothing is at stake.
 */
function readEnvironment(fields: LegacyFields): BrokerEnvironment | undefined {
  const said = [
    fromWord(fields.find('environment', 'env', 'mode', 'account_type')),
    fromFlag(fields.find('paper', 'is_paper', 'use_paper', 'paper_trading'), 'paper', 'live'),
    fromFlag(fields.find('live', 'is_live', 'live_trading'), 'live', 'paper'),
    fromAddress(fields.find('base_url', 'api_base_url', 'apca_api_base_url', 'endpoint')),
  ].filter(environment => environment !== undefined);
  return said.includes('paper') ? 'paper' : said[0];
}

function fromWord(value: unknown): BrokerEnvironment | undefined {
  if (typeof value !== 'string') return undefined;
  const word = normalizeWord(value);
  if (word === 'live' || word === 'prod' || word === 'production') return 'live';
  return word === 'paper' || word === 'sandbox' ? 'paper' : undefined;
}

function fromFlag(
  value: unknown,
  yes: BrokerEnvironment,
  no: BrokerEnvironment,
): BrokerEnvironment | undefined {
  if (value === true || value === 'true') return yes;
  return value === false || value === 'false' ? no : undefined;
}

/** Only to know the world by; nothing is ever sent to an address out of a document. */
function fromAddress(value: unknown): BrokerEnvironment | undefined {
  const host = typeof value === 'string' ? /^(?:https?:\/\/)?([^/:?#]+)/i.exec(value.trim())?.[1] : undefined;
  if (host?.toLowerCase() === 'paper-api.alpaca.markets') return 'paper';
  return host?.toLowerCase() === 'api.alpaca.markets' ? 'live' : undefined;
}
