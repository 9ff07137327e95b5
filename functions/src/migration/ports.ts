import type { MigrationOutcome } from '@agenttrader/domain/callables/migrate-legacy-data';
import type { KeyPorts } from '../accounts/ports.ts';
import type { BrokerConnection } from '../broker/tenant-access.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Revision } from '../runtime/revision.ts';
import type { FoundDocument, Repair } from './repair/decide-repair.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A document of an earlier system. Timestamps are dates, wherever they stand in it. */
export interface LegacyDocument {
  readonly path: string;
  readonly id: string;
  readonly fields: Fields;
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
  readonly fields: Fields;
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
  globalOwner(): Promise<string | undefined>;
  /** Makes `uid` that tenant, unless there is one, and answers who it is. @throws UserFacingError without such a tenant */
  claimGlobal(uid: string, at: Date): Promise<string>;
  /** Leaves a note in the tenant's audit: how many documents came to which end. */
  audit(uid: string, at: Date, counts: Readonly<Record<MigrationOutcome, number>>): Promise<void>;
}

/** A document in which an earlier system may have kept keys. */
export interface KeyDocument {
  readonly path: string;
  /** `keys`: where they were kept. `settings`: the connection's own document. `other`: nobody knows. */
  readonly kind: 'keys' | 'settings' | 'other';
  readonly fields: Fields;
  readonly revision: Revision;
}

/** Keys in a tenant's documents. */
export interface KeyDocuments {
  /** The documents under the tenant's secrets, a few of them, and the connection's own where it holds keys. */
  list(uid: string): Promise<readonly KeyDocument[]>;
  /** What the tenant's old settings say of the account, without what was connected since. */
  hints(uid: string): Promise<Fields>;
  /** The connection that the heartbeat uses, if there is one. */
  connection(uid: string): Promise<BrokerConnection | undefined>;
  /** Deletes the document as it was read; of settings, only the keys in them. `changed`: it is another by now, and stays. */
  remove(document: KeyDocument): Promise<'removed' | 'changed'>;
}

/** What moving keys needs. */
export interface MovePorts extends KeyPorts {
  readonly documents: KeyDocuments;
}

/** Some of a tenant's documents, and where the next ones are. */
export interface RepairPage {
  readonly documents: readonly FoundDocument[];
  readonly next: string | null;
}

/** Documents at today's paths that may be mended. */
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

/** What mending needs. */
export interface RepairPorts {
  readonly repairs: RepairStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** What migrating needs. It mends and moves, too. */
export interface MigrationPorts extends RepairPorts {
  readonly keys: MovePorts;
  readonly legacy: LegacyReader;
  readonly store: MigrationStore;
}
