import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { FieldPath, type Firestore, type Query } from 'firebase-admin/firestore';
import type { DueTenants } from '../../pulse/ports.ts';
import { readPages } from '../firestore/pages.ts';

const { names } = tradingStatus;

/** The collection that the kill switch of every tenant stands in. */
const STATUS = 'status';

/** How many tenants one listing request brings. */
const PAGE_SIZE = 500;

/**
 * Lists tenants by their kill switches. Who is off, or has no switch, is not read at all: not who never connected, nor who
 * switched off.
 */
export function dueTenants(db: Firestore): DueTenants {
  return {
    async *pages(whom) {
      const on = switches(db).where(names.enabled, '==', true);
      const due = whom === 'everybody' ? on : on.where(names.aroundTheClock, '==', true);
      const listed = due.orderBy(FieldPath.documentId()).select();
      for await (const page of readPages(listed, { size: PAGE_SIZE })) {
        const uids = page.flatMap(({ ref }) => {
          const uid = ref.parent.parent?.id;
          return uid !== undefined && ref.path === paths.tradingStatus(uid) ? [uid] : [];
        });
        if (uids.length > 0) yield uids;
      }
    },

    async countSwitchedOff() {
      const off = switches(db).where(names.enabled, '==', false).where(names.connected, '==', true);
      return (await off.count().get()).data().count;
    },
  };
}

const switches = (db: Firestore): Query => db.collectionGroup(STATUS);
