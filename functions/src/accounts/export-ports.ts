import type { ExportedDocument } from '@agenttrader/domain/callables/export-account';
import type { Clock } from '../runtime/clock.ts';

/** Walks a tenant's documents in one fixed order, however many calls it takes. */
export interface AccountExporter {
  isOnboarded(uid: string): Promise<boolean>;
  /** Whether `path` can be where an export of this tenant goes on. */
  isPlaceOf(uid: string, path: string): boolean;
  /** Every document after the one at `after`, or every one. What is not the tenant's to have is left out. */
  documents(uid: string, after: string | undefined): AsyncIterable<ExportedDocument>;
  /** Leaves a note in the tenant's audit that its data was exported. */
  audit(uid: string, at: Date): Promise<void>;
}

export interface ExportAccountPorts {
  readonly exporter: AccountExporter;
  readonly clock: Clock;
}
