import { invalidArgument, unsupported } from './errors.ts';
import type { ReplicationMessage, SecretInput } from './messages.ts';
import { isAlias } from './names.ts';
import type { ReplicationRecord, VersionRecord } from './records.ts';

const LABEL_KEY = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const LABEL_VALUE = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;
const ANNOTATION_KEY = /^[a-z0-9A-Z]([-_.a-z0-9A-Z]{0,61}[a-z0-9A-Z])?$/;

/** Reads the replication policy that a new secret must have. @throws INVALID_ARGUMENT, UNIMPLEMENTED */
export function parseReplication(replication: ReplicationMessage | null): ReplicationRecord {
  const { automatic, userManaged } = replication ?? {};
  if (automatic) {
    if (automatic.customerManagedEncryption) throw unsupported('customer-managed encryption');
    return { kind: 'automatic' };
  }
  if (!userManaged) throw invalidArgument('The secret must have a replication policy.');
  if (userManaged.replicas.length === 0) throw invalidArgument('User-managed replication needs a replica.');
  if (userManaged.replicas.some(replica => replica.customerManagedEncryption)) {
    throw unsupported('customer-managed encryption');
  }
  return { kind: 'userManaged', locations: userManaged.replicas.map(replica => replica.location) };
}

/** Refuses what would be silently ignored otherwise. @throws UNIMPLEMENTED naming the feature */
export function refuseUnsupported(secret: SecretInput): void {
  if (secret.expireTime || secret.ttl) throw unsupported('expiring secrets');
  if (secret.rotation) throw unsupported('rotation');
  if (secret.topics.length > 0) throw unsupported('event notifications');
  if (secret.versionDestroyTtl) throw unsupported('delayed destruction');
  if (secret.customerManagedEncryption) throw unsupported('customer-managed encryption');
  if (Object.keys(secret.tags).length > 0) throw unsupported('resource tags');
  if (secret.secretType !== 'SECRET_TYPE_UNSPECIFIED') throw unsupported('typed secrets');
}

/** At most 64 labels; keys and values of lower-case letters, digits, `_` and `-`. @throws INVALID_ARGUMENT */
export function checkLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(labels);
  if (entries.length > 64) throw invalidArgument('A secret has at most 64 labels.');
  for (const [key, value] of entries) {
    if (!LABEL_KEY.test(key) || Buffer.byteLength(key) > 128)
      throw invalidArgument(`Invalid label key [${key}].`);
    if (!LABEL_VALUE.test(value) || Buffer.byteLength(value) > 128) {
      throw invalidArgument(`Invalid label value [${value}].`);
    }
  }
  return labels;
}

/** Keys of up to 63 characters, keys and values together under 16 KiB. @throws INVALID_ARGUMENT */
export function checkAnnotations(
  annotations: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    if (!ANNOTATION_KEY.test(key)) throw invalidArgument(`Invalid annotation key [${key}].`);
    size += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (size >= 16_384) throw invalidArgument('Annotations must be smaller than 16 KiB in all.');
  return annotations;
}

/** At most 50 names for existing versions; `latest` and `NEW` are taken. @throws INVALID_ARGUMENT */
export function checkAliases(
  aliases: Readonly<Record<string, string>>,
  versions: readonly VersionRecord[],
): Readonly<Record<string, number>> {
  const entries = Object.entries(aliases).map(([alias, number]) => [alias, Number(number)] as const);
  if (entries.length > 50) throw invalidArgument('A secret has at most 50 version aliases.');
  for (const [alias, number] of entries) {
    if (!isAlias(alias) || alias === 'latest' || alias === 'NEW') {
      throw invalidArgument(`Invalid version alias [${alias}].`);
    }
    if (!versions.some(version => version.number === number)) {
      throw invalidArgument(`The version alias [${alias}] names version [${number}], which does not exist.`);
    }
  }
  return Object.fromEntries(entries);
}
