import { createHash } from 'node:crypto';

/**
 * SHA-256 of a parsed request without its idempotency key, in hexadecimal digits. Two requests that mean the same
 * (fields in another order, a side in another spelling) have the same digest, since both were parsed.
 */
export function requestDigest(request: Readonly<Record<string, unknown>>): string {
  const meaning = Object.entries(request)
    .filter(([name, value]) => name !== 'idempotencyKey' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(meaning)).digest('hex');
}
