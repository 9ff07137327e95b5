import type { MigrationOutcome } from '@agenttrader/domain/callables/migrate-legacy-data';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { MovePorts } from './keys/ports.ts';
import type { RepairStore } from './repair/ports.ts';

/** A document of an earlier system. Timestamps are dates, wherever they stand in it. */
export interface LegacyDocument {
  readonly path: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether it stands under no tenant's name. */
  readonly global: boolean;
  /** When it was last written: nothing in it is newer. */
  readonly writtenAt: Date;
}

/** Reads the places of earlier systems, for one tenant: its own older paths first, global ones last. */
export interface LegacyReader {
  snapshots(uid: string): Promise<readonly LegacyDocument[]>;
  /** A page at a time. */
  signals(uid: string): AsyncIterable<readonly LegacyDocument[]>;
  trades(uid: string): AsyncIterable<readonly LegacyDocument[]>;
}

/** The product's collections that are migrated into. */
export const MIGRATED_KINDS = ['snapshot', 'signals', 'shadowTradeHistory'] as const;
export type MigratedKind = (typeof MIGRATED_KINDS)[number];

/** A converted document and where it came from. */
export interface ConvertedDocument {
  /** The id of its canonical document; a snapshot has none of its own. */
  readonly id: string;
  readonly source: string;
  /** The canonical fields; times are dates. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * What becomes of a converted document. `already_there`: an equal document, or one that an earlier run copied, stands
 * in its place. `occupied`: another document does.
 */
export type Settlement = 'copied' | 'already_there' | 'occupied';

export interface MigrationStore {
  /** Whether the tenant is onboarded. */
  isOnboarded(uid: string): Promise<boolean>;
  /** The canonical document's path. */
  targetOf(uid: string, kind: MigratedKind, id: string): string;
  /**
   * Compares the documents with what stands in their places and, unless it is a dry run, writes those whose places are
   * free: all of them at once or none. Ids must be distinct, and few enough for one transaction. Sums over trades follow.
   *
   * @throws UserFacingError when the tenant is gone
   */
  settle(
    uid: string,
    kind: MigratedKind,
    documents: readonly ConvertedDocument[],
    run: { readonly dryRun: boolean; readonly at: Date },
  ): Promise<readonly Settlement[]>;
  /** The tenant to whom global documents that name nobody went; undefined while they went to nobody. */
  globalHolder(): Promise<string | undefined>;
  /** Makes `uid` that tenant, unless there is one, and answers who it is. @throws UserFacingError without such a tenant */
  claimGlobal(uid: string, at: Date): Promise<string>;
  /** Leaves a note in the tenant's audit: how many documents came to which end. */
  audit(uid: string, at: Date, counts: Readonly<Record<MigrationOutcome, number>>): Promise<void>;
}

export interface MigrationPorts {
  readonly repairs: RepairStore;
  readonly keys: MovePorts;
  readonly legacy: LegacyReader;
  readonly store: MigrationStore;
  readonly clock: Clock;
  readonly log: Log;
}
