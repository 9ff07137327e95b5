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

/** What one call is taken to need at most; the count of the call itself comes on top. */
export interface CallCost {
  readonly reads: number;
  readonly writes: number;
  readonly deletes?: number;
  readonly secrets?: number;
  /** Of an instance with one CPU, while everything outside answers within its usual time. */
  readonly seconds: number;
  readonly memoryGib: number;
}

const small = { memoryGib: 0.25 } as const;
const large = { memoryGib: 0.5 } as const;

/** With 200 open trades, the most that the platform allows. Operators' callables are for operators, and not among them. */
export const CALL_COSTS = {
  onboard_user: { reads: 3, writes: 5, seconds: 1, ...small },
  confirm_address: { reads: 4, writes: 3, seconds: 2, ...small },
  connect_broker: { reads: 10, writes: 8, secrets: 6, seconds: 5, ...small },
  disconnect_broker: { reads: 8, writes: 6, secrets: 4, seconds: 3, ...small },
  sync_account: { reads: 210, writes: 205, secrets: 1, seconds: 3, ...small },
  generate_trading_signal: { reads: 70, writes: 55, secrets: 1, seconds: 20, ...large },
  dismiss_signal: { reads: 2, writes: 2, seconds: 1, ...small },
  get_quote: { reads: 5, writes: 0, secrets: 1, seconds: 3, ...small },
  open_shadow_trade: { reads: 220, writes: 6, secrets: 1, seconds: 3, ...small },
  close_shadow_trade: { reads: 16, writes: 7, secrets: 1, seconds: 3, ...small },
  // Closing what is open is bounded by what was opened: 200 trades at most, and once.
  halt_trading: { reads: 210, writes: 3, secrets: 1, seconds: 10, ...small },
  summarize_shadow_trades: { reads: 203, writes: 0, seconds: 1, ...small },
  export_account: { reads: 6_020, writes: 2, seconds: 25, ...large },
  sign_out_everywhere: { reads: 0, writes: 0, seconds: 2, ...small },
  delete_account: { reads: 3_000, writes: 10, deletes: 3_000, secrets: 6, seconds: 120, ...large },
} as const satisfies Partial<Record<CallableName, CallCost>>;

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
