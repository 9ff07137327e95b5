/** A mutant that no request tells from the rules, and why that is so. */
export interface Survivor {
  /** As the mutation run names it, without its place. */
  readonly change: string;
  readonly reason: string;
}

export const SURVIVORS: readonly Survivor[] = [
  {
    change: "request.time > last + duration.value(5, 's') → (request.time >= last + duration.value(5, 's'))",
    reason: 'No client can hit the microsecond: request.time is not known before the request is made.',
  },
  {
    change: '5 → 6',
    reason:
      'The seconds between two changes: a request timed to land between them would be late on a busy machine.',
  },
];
