import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  limit,
  query,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import { type Body, storedProfile } from './bodies.ts';
import type { Case } from './cases.ts';
import { documentPathOf, PLACES, type Place, type Readers } from './places.ts';
import { type Asker, FORGED, IDENTITIES, type Identity } from './rules-world.ts';

export const OPERATIONS = [
  'get',
  'list',
  'endless list',
  'collection group',
  'create',
  'update',
  'delete',
] as const;
type Operation = (typeof OPERATIONS)[number];

const CONFIRMED = IDENTITIES.filter(
  who => who !== 'anonymous' && who !== 'owner, unconfirmed' && who !== 'owner, in an older session',
);
const ownersOf = ({ unconfirmed }: Place): readonly Identity[] =>
  unconfirmed ? ['owner', 'owner, unconfirmed'] : ['owner'];

const READ: Record<Readers, readonly Identity[]> = {
  tenant: ['owner', 'operator'],
  profile: ['owner', 'operator'],
  confirmed: CONFIRMED,
  'confirmed, one at a time': CONFIRMED,
  operators: ['operator'],
  nobody: [],
};

/** A list is proven from its query, and nothing in the query of a whole collection of profiles says whose they are. */
const LIST: Record<Readers, readonly Identity[]> = {
  ...READ,
  profile: ['operator'],
  'confirmed, one at a time': [],
};

/** Who may do this; everybody else is denied. */
function allowedTo(operation: Operation, place: Place): readonly Identity[] {
  switch (operation) {
    case 'get':
      return place.unconfirmed ? [...ownersOf(place), 'operator'] : READ[place.readers];
    case 'list':
      return LIST[place.readers];
    case 'endless list':
      // Operators may go through what is theirs alone; everything else is listed in pages.
      return place.readers === 'operators' ? LIST.operators : [];
    case 'collection group':
      return [];
    case 'create':
    case 'update':
      return place[operation] ? ownersOf(place) : [];
    case 'delete':
      return [];
  }
}

const storedOf = (place: Place, who: Identity): Body => ({
  ...(place.stored?.() ?? { note: 'stored' }),
  // Documents that claim to be the stranger's; what a client may change is checked whole, so those stay as they are.
  ...(who.includes('forged') && !place.create && !place.update ? FORGED : {}),
});

/** Every identity tries every operation at every path. */
export function matrixCases(): Case[] {
  return Object.entries(PLACES).flatMap(([name, place]) =>
    OPERATIONS.flatMap(operation => IDENTITIES.map(who => caseOf(name, place, operation, who))),
  );
}

function caseOf(name: string, place: Place, operation: Operation, who: Identity): Case {
  const path = documentPathOf(name, place);
  const allowed = allowedTo(operation, place);
  const title = `${who}: ${operation} ${name}`;
  const arrange = async (db: Firestore) => {
    await setDoc(doc(db, 'users/alice'), storedProfile());
    await (operation === 'create' ? deleteDoc(doc(db, path)) : setDoc(doc(db, path), storedOf(place, who)));
  };
  const attempt = attemptOf(operation, path, place, who);
  if (allowed.includes(who)) return { title, who, arrange, attempt };
  const [friend = 'admin'] = allowed as readonly Asker[];
  return { title, who, arrange, attempt, control: { who: friend } };
}

function attemptOf(operation: Operation, path: string, place: Place, who: Identity) {
  const parent = path.split('/').slice(0, -1);
  switch (operation) {
    case 'get':
      return (db: Firestore) => getDoc(doc(db, path));
    case 'list':
      return (db: Firestore) => getDocs(query(collection(db, parent.join('/')), limit(10)));
    case 'endless list':
      return (db: Firestore) => getDocs(collection(db, parent.join('/')));
    case 'collection group':
      return (db: Firestore) => getDocs(query(collectionGroup(db, parent.at(-1) ?? ''), limit(10)));
    case 'create':
      return (db: Firestore) => setDoc(doc(db, path), place.create?.() ?? strange(who));
    case 'update':
      return (db: Firestore) => updateDoc(doc(db, path), place.update?.() ?? strange(who));
    case 'delete':
      return (db: Firestore) => deleteDoc(doc(db, path));
  }
}

const strange = (who: Identity): Body => ({ note: 'changed', ...(who.includes('forged') ? FORGED : {}) });
