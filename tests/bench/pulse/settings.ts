/** What is set for the benchmarks on the command line. */
export interface Settings {
  /** How often each figure is measured. */
  readonly rounds: number;
  /** How many tenants a pulse syncs at a time. */
  readonly concurrency: number;
  /** How many tenants there are at the local servers. */
  readonly tenants: number;
  /** How many instances of the functions sync them. */
  readonly instances: number;
  /** How many minutes of them are measured. */
  readonly minutes: number;
  /** The largest number of tenants that growth is measured up to. */
  readonly upTo: number;
  /** Where CPU profiles are written; none are without it. */
  readonly profiles: string | undefined;
}
