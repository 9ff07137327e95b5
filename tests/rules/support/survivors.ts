/** A mutant that no request tells from the rules, and why that is so. */
export interface Survivor {
  /** As the mutation run names it, without its place. */
  readonly change: string;
  readonly reason: string;
}

export const SURVIVORS: readonly Survivor[] = [
  {
    change:
      "after().expires_at <= request.time + duration.value(24, 'h') → (after().expires_at < request.time + duration.value(24, 'h'))",
    reason: 'No client can hit the microsecond: request.time is not known before the request is made.',
  },
];
