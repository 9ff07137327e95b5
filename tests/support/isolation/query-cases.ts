import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  documentId,
  type Firestore,
  getCountFromServer,
  getDocs,
  limit,
  orderBy,
  query,
  runTransaction,
  setDoc,
  where,
  writeBatch,
} from 'firebase/firestore';
import { shadowTrade } from '../../../domain/src/documents/shadow-trade.ts';
import * as bodies from './bodies.ts';
import type { Case } from './cases.ts';
import { IDENTITIES } from './rules-world.ts';

const STRANGERS = IDENTITIES.filter(who => who === 'anonymous' || who.startsWith('other tenant'));
const trades = (db: Firestore) => collection(db, 'users/alice/shadowTradeHistory');

/** Queries of another tenant's documents, dressed up in every way that a query offers. */
const CROSS_TENANT: Readonly<Record<string, (db: Firestore) => Promise<unknown>>> = {
  'by status': db => getDocs(query(trades(db), where('status', '==', 'OPEN'))),
  'one at a time': db => getDocs(query(trades(db), limit(1))),
  'in order': db => getDocs(query(trades(db), orderBy(shadowTrade.names.createdAt, 'desc'), limit(5))),
  'by a field that claims to be theirs': db => getDocs(query(trades(db), where('uid', '==', 'mallory'))),
  'as a count': db => getCountFromServer(trades(db)),
  'by id': db => getDocs(query(trades(db), where(documentId(), '==', 't1'))),
};

/** Collection groups reach over all tenants, so nobody may ask for one, whatever the filter. */
const GROUPS: Readonly<Record<string, (db: Firestore) => Promise<unknown>>> = {
  'of all trades': db => getDocs(query(collectionGroup(db, 'shadowTradeHistory'), limit(1))),
  'of trades that claim to be theirs': db =>
    getDocs(query(collectionGroup(db, 'signals'), where('uid', '==', 'alice'))),
  'of all configurations': db => getDocs(collectionGroup(db, 'config')),
  'of all secrets': db => getDocs(collectionGroup(db, 'secrets')),
  'as a count': db => getCountFromServer(collectionGroup(db, 'data')),
};

/** Lists of one's own that do not say how much they want, or want too much. */
const UNBOUNDED: Readonly<Record<string, (db: Firestore) => Promise<unknown>>> = {
  'without a limit': db => getDocs(trades(db)),
  'that is too long': db => getDocs(query(trades(db), limit(501))),
  'as a count': db => getCountFromServer(trades(db)),
};

/** Several documents at once, of which one may not be read or written. */
const TOGETHER: readonly Case[] = [
  {
    title: 'in a batch that also writes what is forbidden is denied whole',
    who: 'owner',
    arrange: async db => {
      await setDoc(doc(db, 'users/alice'), bodies.storedProfile());
      await deleteDoc(doc(db, 'users/alice/config/preferences'));
    },
    attempt: db => {
      const batch = writeBatch(db);
      batch.set(doc(db, 'users/alice/config/preferences'), bodies.preferences());
      batch.set(doc(db, 'users/alice/data/snapshot'), { equity: '1000000.00' });
      return batch.commit();
    },
    control: {
      who: 'owner',
      attempt: db => {
        const batch = writeBatch(db);
        batch.set(doc(db, 'users/alice/config/preferences'), bodies.preferences());
        return batch.commit();
      },
    },
  },
  {
    title: 'in a transaction that reads another tenant is denied whole',
    who: 'other tenant',
    arrange: async db => {
      await setDoc(doc(db, 'users/mallory'), bodies.storedProfile());
      await setDoc(doc(db, 'users/alice/data/snapshot'), { equity: '1.00' });
    },
    attempt: db =>
      runTransaction(db, async transaction => {
        await transaction.get(doc(db, 'users/alice/data/snapshot'));
        transaction.set(doc(db, 'users/mallory/config/preferences'), bodies.preferences());
      }),
    control: {
      who: 'other tenant',
      attempt: db =>
        runTransaction(db, async transaction => {
          transaction.set(doc(db, 'users/mallory/config/preferences'), bodies.preferences());
        }),
    },
  },
  {
    title: 'in a transaction that writes to another tenant is denied whole',
    who: 'other tenant',
    attempt: db =>
      runTransaction(db, async transaction => {
        transaction.set(doc(db, 'users/mallory/config/preferences'), bodies.preferences());
        transaction.set(doc(db, 'users/alice/config/preferences'), bodies.preferences());
      }),
    control: { who: 'admin' },
  },
];

/** Queries, lists of all tenants, and writes of several documents. */
export const queryCases = (): Case[] => [
  ...STRANGERS.flatMap(who =>
    Object.entries(CROSS_TENANT).map(
      ([how, attempt]): Case => ({
        title: `of alice’s trades ${how}, by ${who}, is denied`,
        who,
        attempt,
        control: { who: 'owner', attempt: db => getDocs(query(trades(db), limit(1))) },
      }),
    ),
  ),
  ...Object.entries(UNBOUNDED).flatMap(([how, attempt]) =>
    (['owner', 'operator'] as const).map(
      (who): Case => ({
        title: `of alice’s trades ${how}, by ${who}, is denied`,
        who,
        attempt,
        control: { who, attempt: db => getDocs(query(trades(db), limit(500))) },
      }),
    ),
  ),
  ...['markets', 'news'].map(
    (path): Case => ({
      title: `of all ${path} without a limit is denied`,
      who: 'owner',
      attempt: db => getDocs(collection(db, path)),
      control: { who: 'owner', attempt: db => getDocs(query(collection(db, path), limit(500))) },
    }),
  ),
  ...IDENTITIES.flatMap(who =>
    Object.entries(GROUPS).map(
      ([what, attempt]): Case => ({
        title: `over the collection group ${what}, by ${who}, is denied`,
        who,
        attempt,
        control: { who: 'admin' },
      }),
    ),
  ),
  ...IDENTITIES.filter(who => who !== 'operator').map(
    (who): Case => ({
      title: `for all tenants, by ${who}, is denied`,
      who,
      attempt: db => getDocs(query(collection(db, 'users'), where('onboarded', '==', true), limit(10))),
      control: { who: 'operator' },
    }),
  ),
  ...TOGETHER,
];
