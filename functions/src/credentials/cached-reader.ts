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
  readonly readAt: number;
}

/**
 * Spares a Secret Manager access for every tenant and minute. An entry is good for one connection only, and a
 * tenant's newer connection pushes the older out: keys that were replaced do not stay in memory. The age
 * limit makes a version that an operator destroyed by hand stop working too.
 */
export function cachedReader(
  reader: CredentialsReader,
  clock: Clock,
  limits: CacheLimits,
): CredentialsReader {
  const entries = new Map<string, Entry>();
  return {
    async read(reference: CredentialsReference) {
      const key = `${reference.exchange}/${reference.uid}`;
      const now = clock.now().getTime();
      const known = entries.get(key);
      if (known && known.connectionId === reference.connectionId && now - known.readAt < limits.maxAgeMs) {
        return known.credentials;
      }
      entries.delete(key);
      const credentials = await reader.read(reference);
      if (entries.size >= limits.maxEntries) {
        const oldest = entries.keys().next();
        if (!oldest.done) entries.delete(oldest.value);
      }
      entries.set(key, { connectionId: reference.connectionId, credentials, readAt: now });
      return credentials;
    },
  };
}
