import { deletedAccount } from '@agenttrader/domain/documents/operations';
import { tenant as profileOf } from '@agenttrader/domain/documents/tenant';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import type { AccountRemoval } from '../../accounts/ports.ts';
import { removeLegacyDocuments } from './legacy-removal.ts';
import { countedDeletes, sweepChildren } from './sweep.ts';

const { names } = deletedAccount;

/** How often what came in between is removed. One pass is the rule; many mean that something goes on writing. */
const MAX_PASSES = 10;

/**
 * The tenant's documents, on their way out. How many there were is counted in the same batches that delete them, so
 * that the count is right however often the deletion was interrupted.
 */
export function accountRemoval(db: Firestore): AccountRemoval {
  const stubOf = (uid: string) => db.doc(paths.deletedAccount(uid));
  const deletesOf = (uid: string) => countedDeletes(db, stubOf(uid));

  return {
    begin(uid, actor, now) {
      const profile = db.doc(paths.tenantDocument(uid));
      const trading = db.doc(paths.tradingStatus(uid));
      return db.runTransaction(async transaction => {
        const [stub, tenant, killSwitch] = await transaction.getAll(stubOf(uid), profile, trading);
        if (!stub?.exists) {
          const stub = { state: 'deleting', startedAt: now, deletedAt: null, documents: 0, actor } as const;
          transaction.create(stubOf(uid), deletedAccount.write(stub));
        }
        if (tenant?.exists)
          transaction.update(profile, profileOf.writePart({ onboarded: false, deleting: true }));
        if (killSwitch?.exists) {
          const off = { enabled: false, message: 'This account is being deleted.', updatedAt: now };
          transaction.update(trading, tradingStatus.writePart(off));
        }
      });
    },

    removePublicProfile: uid => deletesOf(uid)([db.doc(paths.traderProfile(uid))]),

    removeLegacyDocuments: uid => removeLegacyDocuments(db, uid, deletesOf(uid)),

    async removeDocuments(uid) {
      const profile = db.doc(paths.tenantDocument(uid));
      const remove = deletesOf(uid);
      await sweepChildren(db, profile, remove);
      await remove([profile]);
      // Without a profile nothing can be created any more: what is found now came before it went, and is the last.
      for (let pass = 1; (await sweepChildren(db, profile, remove)) > 0; pass += 1) {
        if (pass === MAX_PASSES) throw new Error('documents of a deleted account keep appearing');
      }
    },

    async finish(uid, now) {
      // A token that outlives the account is counted again; those counts go by themselves, two days later.
      const counts = await db.collection(paths.callCounts(uid)).listDocuments();
      if (counts.length > 0) {
        const batch = db.batch();
        for (const count of counts) batch.delete(count);
        await batch.commit();
      }
      await db.runTransaction(async transaction => {
        const stub = await transaction.get(stubOf(uid));
        if (stub.get(names.state) === 'deleted') return;
        transaction.update(stubOf(uid), {
          ...deletedAccount.writePart({ state: 'deleted', deletedAt: now }),
          [names.startedAt]: FieldValue.delete(),
        });
      });
    },
  };
}
