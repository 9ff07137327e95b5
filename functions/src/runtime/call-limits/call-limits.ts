/** How often one person may call a callable, on all instances together. */
export interface CallLimit {
  /** Within one minute of the clock. */
  readonly perMinute: number;
  /**
   * On one UTC day. Every call counts whose request could be read, whatever becomes of it. Signals and trades have a quota
   * of their own, which an operator sets: there are more calls than those, and the difference is how many refusals are free.
   */
  readonly perDay: number;
  /** Lets a call through where it cannot be counted: in an emergency, a limit must not be one more thing that fails. */
  readonly emergency?: true;
}

/**
 * The limits of every callable. What they add up to is in docs/costs.md, and a test computes it from this table: what
 * one account can make the functions do costs no more than a dollar a day.
 */
export const CALL_LIMITS = {
  onboard_user: { perMinute: 20, perDay: 50 },
  confirm_address: { perMinute: 10, perDay: 30 },
  connect_broker: { perMinute: 10, perDay: 20 },
  disconnect_broker: { perMinute: 10, perDay: 30 },
  sync_account: { perMinute: 30, perDay: 100 },
  generate_trading_signal: { perMinute: 20, perDay: 30 },
  dismiss_signal: { perMinute: 60, perDay: 100 },
  get_quote: { perMinute: 60, perDay: 800 },
  open_shadow_trade: { perMinute: 60, perDay: 550 },
  close_shadow_trade: { perMinute: 60, perDay: 700 },
  halt_trading: { perMinute: 20, perDay: 60, emergency: true },
  summarize_shadow_trades: { perMinute: 60, perDay: 200 },
  // A part each, of 3,000 documents at most.
  export_account: { perMinute: 12, perDay: 12 },
  delete_account: { perMinute: 3, perDay: 3 },
  sign_out_everywhere: { perMinute: 5, perDay: 20 },
  set_global_halt: { perMinute: 20, perDay: 200, emergency: true },
  lock_tenant: { perMinute: 60, perDay: 1_000, emergency: true },
  sync_tenant: { perMinute: 60, perDay: 1_000 },
  get_operations: { perMinute: 120, perDay: 5_000 },
  migrate_legacy_data: { perMinute: 30, perDay: 500 },
  // A run over all tenants is one call after another.
  repair_documents: { perMinute: 600, perDay: 20_000 },
} as const satisfies Record<string, CallLimit>;

export type CallableName = keyof typeof CALL_LIMITS;
