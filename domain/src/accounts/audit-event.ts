/** What the audit of a tenant, or of the operators, records. A closed set: each is named where it happens. */
export const AUDIT_EVENTS = [
  'onboarded',
  'broker_connected',
  'broker_disconnected',
  'account_synced_on_demand',
  'trade_opened',
  'trade_closed',
  'trading_halted',
  'trading_locked',
  'trading_unlocked',
  'sign_in_locked',
  'sign_in_unlocked',
  'signal_dismissed',
  'data_migrated',
  'data_repaired',
  'account_exported',
  'global_halt_set',
] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** Who did it. */
export const AUDIT_ACTORS = ['user', 'operator', 'watchdog', 'system'] as const;
export type AuditActor = (typeof AUDIT_ACTORS)[number];
