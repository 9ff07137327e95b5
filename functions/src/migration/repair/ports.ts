import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { FoundDocument, Repair } from './decide-repair.ts';

/** Some of a tenant's documents, and where the next ones are. */
export interface RepairPage {
  readonly documents: readonly FoundDocument[];
  readonly next: string | null;
}

export interface RepairStore {
  /** Whether the tenant is onboarded. */
  isOnboarded(uid: string): Promise<boolean>;
  /** A page of what is looked at; the first one where `after` is undefined. */
  page(uid: string, after: string | undefined): Promise<RepairPage>;
  /**
   * Reads these documents again and writes what `decide` says of each, all in one transaction, with an entry in the
   * tenant's audit. Answers what was decided, in the same order.
   *
   * @throws UserFacingError when the tenant is gone
   */
  mend(
    uid: string,
    documents: readonly FoundDocument[],
    decide: (document: FoundDocument) => Repair,
    at: Date,
  ): Promise<readonly Repair[]>;
}

export interface RepairPorts {
  readonly repairs: RepairStore;
  readonly clock: Clock;
  readonly log: Log;
}
