import { replaceKeys } from '../../accounts/replace-keys.ts';
import type { BrokerConnection } from '../../broker/tenant-access.ts';
import { CredentialsError } from '../../credentials/credentials.ts';
import { UserFacingError } from '../../runtime/user-facing-error.ts';
import type { KeyDocument, MovePorts } from '../ports.ts';
import { left, type ReportLine } from '../report.ts';
import { type LegacyKeyPair, readKeys } from './read-keys.ts';

/** Where keys are moved to, as the report names it. */
const VAULT = 'Secret Manager';

const LEFT = 'It holds broker keys, which belong into Secret Manager: --move-keys moves them there.';
const CONNECTED =
  'The tenant has connected a broker with other keys and keeps that connection. Have these revoked at the broker, then delete the document.';
const CHANGED = 'It changed or was connected meanwhile. Run again.';
const UNKNOWN =
  'Nobody knows what it holds. Look at it; if it is keys, have them revoked and delete the document.';
const NO_PAIR = 'It holds no pair of keys that a broker would take.';

/** What is known before anything of the tenant's documents is mended. */
export interface FoundKeys {
  readonly documents: readonly KeyDocument[];
  readonly hints: Readonly<Record<string, unknown>>;
}

export async function findKeys(uid: string, { documents }: MovePorts): Promise<FoundKeys> {
  const [found, hints] = await Promise.all([documents.list(uid), documents.hints(uid)]);
  return { documents: found, hints };
}

/**
 * Reports the keys that an earlier system left in documents and, where that is asked for, moves them into Secret
 * Manager, makes them the tenant's connection, and deletes the document: in this order, so that an interruption loses
 * nothing and a repetition finishes. A tenant who has connected a broker keeps that connection. No key is in a line.
 *
 * @throws UserFacingError
 */
export async function moveKeys(
  uid: string,
  found: FoundKeys,
  { dryRun, move }: { readonly dryRun: boolean; readonly move: boolean },
  ports: MovePorts,
): Promise<ReportLine[]> {
  let connection = await ports.documents.connection(uid);
  const lines: ReportLine[] = [];
  for (const document of found.documents) {
    const line = await moveOne(uid, document, found, connection, { dryRun, move }, ports);
    lines.push(line);
    // Where several documents hold keys the first pair is the one, in a dry run as well.
    if (line.outcome === 'moved') connection ??= dryRun ? PROMISED : await ports.documents.connection(uid);
  }
  return lines;
}

/** Stands for the connection that a dry run would have made. */
const PROMISED: BrokerConnection = { id: 'promised', environment: 'paper', secretVersion: '0' };

async function moveOne(
  uid: string,
  document: KeyDocument,
  { hints }: FoundKeys,
  connection: BrokerConnection | undefined,
  { dryRun, move }: { readonly dryRun: boolean; readonly move: boolean },
  ports: MovePorts,
): Promise<ReportLine> {
  const { path, kind, fields } = document;
  if (kind === 'other') return left(path, null, 'skipped', UNKNOWN);
  const pair = readKeys(fields, hints);
  if (!pair) return left(path, null, 'unreadable', NO_PAIR);
  const same = connection !== undefined && (await isSamePair(uid, connection, pair, ports));
  if (connection !== undefined && !same) return left(path, VAULT, 'skipped', CONNECTED);
  if (!move) return left(path, VAULT, 'skipped', LEFT);
  const moved: ReportLine = { source: path, target: VAULT, outcome: 'moved', reason: null };
  if (dryRun) return moved;
  if (!same && (await connect(uid, pair, ports)) === 'superseded')
    return left(path, VAULT, 'skipped', CHANGED);
  // Connecting has replaced the settings as a whole, and the keys in them.
  if (kind === 'settings' && !same) return moved;
  const removed = await ports.documents.remove(document);
  return removed === 'removed' ? moved : left(path, VAULT, 'skipped', CHANGED);
}

async function isSamePair(
  uid: string,
  { id, secretVersion }: BrokerConnection,
  pair: LegacyKeyPair,
  { vault }: MovePorts,
): Promise<boolean> {
  try {
    const stored = await vault.read({
      uid,
      broker: 'alpaca',
      version: secretVersion,
      connectionId: id,
    });
    return stored.keyId === pair.keyId && stored.secretKey === pair.secretKey;
  } catch (thrown) {
    if (thrown instanceof CredentialsError && thrown.code !== 'unavailable') return false;
    throw vaultAway(thrown);
  }
}

async function connect(uid: string, pair: LegacyKeyPair, ports: MovePorts): Promise<'saved' | 'superseded'> {
  const { environment, keyId, secretKey } = pair;
  const credentials = { kind: 'apiKey', keyId, secretKey } as const;
  try {
    const origin = { broker: 'alpaca', environment, moved: true } as const;
    const result = await replaceKeys(uid, origin, credentials, ports);
    if (result === 'tenant_gone') {
      throw new UserFacingError('failed-precondition', 'This account was deleted. Nothing was stored.');
    }
    return result;
  } catch (thrown) {
    throw vaultAway(thrown);
  }
}

/** What the vault could not do becomes a sentence; everything else stays what it was. */
const vaultAway = (thrown: unknown): unknown =>
  thrown instanceof CredentialsError
    ? new UserFacingError(
        'unavailable',
        'Secret Manager could not be reached, so no keys were moved. Everything else is done; run again.',
      )
    : thrown;
