import type { LagPercentiles } from './ports.ts';

/** How many tenants were synced after so many milliseconds, by these rounded up to two digits. */
export type LagHistogram = Readonly<Record<string, number>>;

/** Nobody needs to know more exactly how soon a sync was. */
const LEAST_MS = 100;

/** The milliseconds that a lag is counted under: rounded up to two digits, so at most a tenth more. */
function bucketOf(lagMs: number): number {
  if (lagMs <= LEAST_MS) return LEAST_MS;
  const step = 10 ** (Math.floor(Math.log10(Math.ceil(lagMs))) - 1);
  return Math.ceil(lagMs / step) * step;
}

/** The histogram with one lag more. */
export function withLag(lags: LagHistogram, lagMs: number): LagHistogram {
  const bucket = String(bucketOf(lagMs));
  return { ...lags, [bucket]: (lags[bucket] ?? 0) + 1 };
}

/** The sum of two of them. */
export function mergedLags(one: LagHistogram, other: LagHistogram): LagHistogram {
  const sum: Record<string, number> = { ...one };
  for (const [bucket, tenants] of Object.entries(other)) sum[bucket] = (sum[bucket] ?? 0) + tenants;
  return sum;
}

/**
 * What the histogram says of how fresh tenants are; undefined where none was synced.
 *
 * @param maxMs the longest of the lags
 */
export function percentilesOf(lags: LagHistogram, maxMs: number): LagPercentiles | undefined {
  const buckets = Object.entries(lags)
    .map(([bucket, tenants]) => ({ ms: Number(bucket), tenants }))
    .toSorted((one, other) => one.ms - other.ms);
  const total = buckets.reduce((sum, { tenants }) => sum + tenants, 0);
  if (total === 0) return undefined;
  const percentile = (share: number): number => {
    let seen = 0;
    for (const { ms, tenants } of buckets) {
      seen += tenants;
      if (seen >= share * total) return Math.min(ms, maxMs);
    }
    return maxMs;
  };
  return { p50Ms: percentile(0.5), p90Ms: percentile(0.9), p99Ms: percentile(0.99), maxMs };
}
