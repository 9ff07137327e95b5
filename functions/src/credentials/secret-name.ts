import { createHash } from 'node:crypto';
import type { BrokerName } from '@agenttrader/domain/paths';

const MAX_SECRET_ID = 255;

/**
 * The id of the secret that holds a tenant's keys: `{broker}-keys-{uid}`.
 *
 * A uid that cannot stand in a secret's id, or would make it too long, is hashed under another prefix.
 * Dropping characters instead could make two uids share one secret.
 */
export function secretIdFor(uid: string, broker: BrokerName): string {
  const plain = `${broker}-keys-${uid}`;
  if (/^[A-Za-z0-9_-]+$/.test(uid) && plain.length <= MAX_SECRET_ID) return plain;
  return `${broker}-keyhash-${createHash('sha256').update(uid, 'utf8').digest('hex')}`;
}
