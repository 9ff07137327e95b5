import type { CallableContract } from '@agenttrader/domain/callables/contract';

/**
 * List prices in US dollars, without the free tiers, of November 2026. Firestore (us-central1):
 * https://cloud.google.com/firestore/pricing. Functions of the second generation run on Cloud Run:
 * https://cloud.google.com/run/pricing (CPU and memory while a request is answered; $0.40 for a million requests).
 * Secret Manager: https://cloud.google.com/secret-manager/pricing. The model: the list price of a Gemini Flash model,
 * https://cloud.google.com/vertex-ai/generative-ai/pricing, assumed as half a dollar for a million tokens that it is
 * given and three dollars for a million that it answers with.
 */
export const PRICES = {
  read: 0.06 / 100_000,
  write: 0.18 / 100_000,
  delete: 0.02 / 100_000,
  request: 0.4 / 1_000_000,
  cpuSecond: 0.000_024,
  gibSecond: 0.000_002_5,
  secretAccess: 0.03 / 10_000,
  tokenIn: 0.5 / 1_000_000,
  tokenOut: 3 / 1_000_000,
} as const;

/** US dollars for one call that was counted. */
export function costOfCall({ cost, instance }: Pick<CallableContract, 'cost' | 'instance'>): number {
  const { reads, writes, deletes = 0, secrets = 0, seconds } = cost;
  const documents = (reads + 1) * PRICES.read + (writes + 1) * PRICES.write + deletes * PRICES.delete;
  const memoryGib = instance.memoryMib / 1_024;
  const running = seconds * (PRICES.cpuSecond + memoryGib * PRICES.gibSecond);
  return PRICES.request + documents + running + secrets * PRICES.secretAccess;
}
