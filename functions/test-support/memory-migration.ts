import { isDeepStrictEqual } from 'node:util';
import type { LegacyDocument, MigratedKind, MigrationPorts, Settlement } from '../src/migration/ports.ts';
import { ManualClock } from './manual-clock.ts';
import { memoryAccounts, memoryVault } from './memory-accounts.ts';
import { memoryLog } from './memory-log.ts';

/** A document of an earlier system; its id is the last part of its path. */
export const legacyDocument = (path: string, fields: Record<string, unknown>): LegacyDocument => ({
  path,
  id: path.split('/').at(-1) ?? '',
  fields,
  global: !/^(users|tenants)\//.test(path),
  writtenAt: new Date('2024-06-01T00:00:00.000Z'),
});

export interface MemoryLegacy {
  readonly snapshots?: readonly LegacyDocument[];
  /** Pages, in the order of precedence. */
  readonly signals?: readonly (readonly LegacyDocument[])[];
  readonly trades?: readonly (readonly LegacyDocument[])[];
}

/** A migration of a tenant in memory. `canonical` holds what arrived, by path. */
export function memoryMigration(legacy: MemoryLegacy, onboarded: readonly string[] = ['alice']) {
  const canonical = new Map<string, Readonly<Record<string, unknown>>>();
  const copies = new Set<string>();
  let owner: string | undefined;
  const audits: { uid: string; counts: Readonly<Record<string, number>> }[] = [];
  const targetOf = (uid: string, kind: MigratedKind, id: string): string =>
    kind === 'snapshot' ? `users/${uid}/data/snapshot` : `users/${uid}/${kind}/${id}`;
  async function* pages(list: readonly (readonly LegacyDocument[])[] = []) {
    yield* list;
  }
  const ports: MigrationPorts = {
    legacy: {
      snapshots: async () => legacy.snapshots ?? [],
      signals: () => pages(legacy.signals),
      trades: () => pages(legacy.trades),
    },
    store: {
      isOnboarded: async uid => onboarded.includes(uid),
      targetOf,
      async settle(uid, kind, documents, { dryRun }) {
        const settlements = documents.map(({ id, fields }): Settlement => {
          const path = targetOf(uid, kind, id);
          const existing = canonical.get(path);
          if (existing === undefined) return 'copied';
          return copies.has(path) || isDeepStrictEqual(existing, fields) ? 'already_there' : 'occupied';
        });
        if (dryRun) return settlements;
        documents.forEach(({ id, fields }, index) => {
          if (settlements[index] !== 'copied') return;
          canonical.set(targetOf(uid, kind, id), fields);
          copies.add(targetOf(uid, kind, id));
        });
        return settlements;
      },
      globalOwner: async () => owner,
      async claimGlobal(uid) {
        owner ??= uid;
        return owner;
      },
      async audit(uid, _at, counts) {
        audits.push({ uid, counts });
      },
    },
    // What stands at today's paths is written by the migration itself here, and needs no mending.
    repairs: {
      isOnboarded: async uid => onboarded.includes(uid),
      page: async () => ({ documents: [], next: null }),
      mend: async () => [],
    },
    keys: {
      documents: {
        list: async () => [],
        hints: async () => ({}),
        connection: async () => undefined,
        remove: async () => 'changed',
      },
      accounts: memoryAccounts(),
      vault: memoryVault(),
      clock: new ManualClock('2026-03-02T15:00:00.000Z'),
      log: memoryLog(),
    },
    clock: new ManualClock('2026-03-02T15:00:00.000Z'),
    log: memoryLog(),
  };
  return { ports, canonical, audits };
}
