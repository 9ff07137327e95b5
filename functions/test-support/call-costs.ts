import type { CallableName } from '../src/runtime/call-limits/call-limits.ts';

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

/** What one call needs at most; the count of the call itself comes on top. */
export interface CallCost {
  readonly reads: number;
  readonly writes: number;
  readonly deletes?: number;
  readonly secrets?: number;
  /** Taken to last, on an instance with one CPU, while everything outside answers within its usual time. */
  readonly seconds: number;
  readonly memoryGib: number;
}

const small = { memoryGib: 0.25 } as const;
const large = { memoryGib: 0.5 } as const;

/**
 * With 200 open trades, the most that the platform allows. The documents are counted by a test, which makes each of these
 * calls; how long they take is what we take them to.
 */
export const CALL_COSTS = {
  onboard_user: { reads: 2, writes: 4, seconds: 1, ...small },
  confirm_address: { reads: 0, writes: 0, seconds: 2, ...small },
  connect_broker: { reads: 6, writes: 4, deletes: 1, secrets: 6, seconds: 5, ...small },
  disconnect_broker: { reads: 4, writes: 4, deletes: 1, secrets: 4, seconds: 3, ...small },
  sync_account: { reads: 204, writes: 203, secrets: 1, seconds: 3, ...small },
  generate_trading_signal: { reads: 60, writes: 53, secrets: 1, seconds: 20, ...large },
  dismiss_signal: { reads: 1, writes: 2, seconds: 1, ...small },
  get_quote: { reads: 4, writes: 0, secrets: 1, seconds: 3, ...small },
  open_shadow_trade: { reads: 214, writes: 5, secrets: 1, seconds: 3, ...small },
  // Where no sums are kept yet, it counts 20 trades.
  close_shadow_trade: { reads: 33, writes: 6, secrets: 1, seconds: 3, ...small },
  // Closing what is open is bounded by what was opened: 200 trades at most, and once.
  halt_trading: { reads: 206, writes: 2, secrets: 1, seconds: 10, ...small },
  summarize_shadow_trades: { reads: 202, writes: 0, seconds: 1, ...small },
  // A part of 3,000 documents.
  export_account: { reads: 6_004, writes: 1, seconds: 25, ...large },
  sign_out_everywhere: { reads: 0, writes: 0, seconds: 2, ...small },
  // An account of 3,000 documents, more than can come together on a day. What is older was paid for when it was made.
  delete_account: { reads: 9_038, writes: 15, deletes: 3_008, secrets: 6, seconds: 120, ...large },
  set_global_halt: { reads: 0, writes: 2, seconds: 1, ...small },
  lock_tenant: { reads: 1, writes: 4, seconds: 2, ...small },
  sync_tenant: { reads: 205, writes: 205, secrets: 1, seconds: 3, ...small },
  // A page of tenants.
  get_operations: { reads: 252, writes: 0, seconds: 2, ...small },
  // A hundred trades; each further document is as much more.
  migrate_legacy_data: { reads: 320, writes: 102, seconds: 10, ...large },
  repair_documents: { reads: 229, writes: 102, seconds: 10, ...large },
} as const satisfies Record<CallableName, CallCost>;

/** US dollars for one call that was counted. */
export function costOfCall({
  reads,
  writes,
  deletes = 0,
  secrets = 0,
  seconds,
  memoryGib,
}: CallCost): number {
  const documents = (reads + 1) * PRICES.read + (writes + 1) * PRICES.write + deletes * PRICES.delete;
  const instance = seconds * (PRICES.cpuSecond + memoryGib * PRICES.gibSecond);
  return PRICES.request + documents + instance + secrets * PRICES.secretAccess;
}
