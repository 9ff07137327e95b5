import { isBelievable } from '@agenttrader/domain/time/skew';
import type { Clock } from '../runtime/clock.ts';
import type { Credentials, CredentialsReader, CredentialsReference } from './credentials.ts';

export interface CacheLimits {
  /** How long a pair may be used without being read again, in milliseconds. */
  readonly maxAgeMs: number;
  /** How many pairs are kept in memory at most. */
  readonly maxEntries: number;
}

interface Entry {
  readonly connectionId: string;
  readonly credentials: Credentials;
  readonly readAt: Date;
}

/**
 * Spares a Secret Manager access for every tenant and minute. An entry is good for one connection only, and a
 * tenant's newer connection pushes the older out: keys that were replaced do not stay in memory. The age
 * limit makes a version that an operator destroyed by hand stop working too.
 *
 * When it is full, it keeps what it has until that is too old, and whoever comes on top is read each time. The heartbeat
 * goes through all tenants in the same order: making room by what was used the longest ago would, with one tenant too
 * many, throw each one out just before its turn.
 */
export function cachedReader(
  reader: CredentialsReader,
  clock: Clock,
  limits: CacheLimits,
): CredentialsReader {
  /** In the order in which they were read. */
  const entries = new Map<string, Entry>();
  const isGood = ({ readAt }: Entry, now: Date): boolean =>
    isBelievable(readAt, now) && now.getTime() - readAt.getTime() < limits.maxAgeMs;

  function hasRoom(now: Date): boolean {
    const oldest = entries.entries().next();
    if (!oldest.done && !isGood(oldest.value[1], now)) entries.delete(oldest.value[0]);
    return entries.size < limits.maxEntries;
  }

  return {
    async read(reference: CredentialsReference) {
      const key = `${reference.broker}/${reference.uid}`;
      const readAt = clock.now();
      const known = entries.get(key);
      if (known && known.connectionId === reference.connectionId && isGood(known, readAt)) {
        return known.credentials;
      }
      entries.delete(key);
      const credentials = await reader.read(reference);
      entries.delete(key);
      if (hasRoom(readAt)) entries.set(key, { connectionId: reference.connectionId, credentials, readAt });
      return credentials;
    },
  };
}
