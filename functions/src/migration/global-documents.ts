import { namesNobody } from './ownership.ts';
import type { LegacyDocument, MigrationPorts } from './ports.ts';

/** Global documents that name nobody: they go to one tenant, whoever is migrated first, and to no other. */
export interface GlobalDocuments {
  /** Why the document stays where it is, as far as it is one of these; undefined where nothing stands in its way. */
  obstacleTo(document: LegacyDocument): Promise<string | undefined>;
  /** Makes the tenant the one who gets them, before such a document is copied. Answers what stands in the way. */
  take(document: LegacyDocument): Promise<string | undefined>;
  /** Who got them, or would get them; null where nobody did, and none was found that could be copied. */
  owner(): string | null;
}

const LEFT = 'It names nobody, and such documents were to be left.';

/** @param withoutGlobal leaves all of them */
export function globalDocuments(
  uid: string,
  { dryRun, withoutGlobal }: { readonly dryRun: boolean; readonly withoutGlobal: boolean },
  { store, clock }: Pick<MigrationPorts, 'store' | 'clock'>,
): GlobalDocuments {
  let known: string | undefined;
  let claimed = false;
  const isOne = ({ global, fields }: LegacyDocument): boolean => global && namesNobody(fields);
  const obstacle = (): string | undefined => {
    if (withoutGlobal) return LEFT;
    return known === undefined || known === uid
      ? undefined
      : `It names nobody, and such documents went to the tenant ${known}.`;
  };
  return {
    async obstacleTo(document) {
      if (!isOne(document)) return undefined;
      known ??= await store.globalOwner();
      return obstacle();
    },

    async take(document) {
      if (!isOne(document) || claimed) return undefined;
      known = dryRun ? (known ?? uid) : await store.claimGlobal(uid, clock.now());
      claimed = known === uid;
      return obstacle();
    },

    owner: () => known ?? null,
  };
}
