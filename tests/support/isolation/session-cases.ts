import { deleteDoc, doc, type Firestore, getDoc, setDoc, updateDoc } from 'firebase/firestore';
import { naming, preferences, storedProfile, storedSwitch, switchOn } from './bodies.ts';
import type { Case } from './cases.ts';
import { SESSIONS, type Session } from './rules-world.ts';

/** What alice's owner may do, with what only an operator may. */
const REQUESTS: Readonly<Record<string, (db: Firestore) => Promise<unknown>>> = {
  'reading the profile': db => getDoc(doc(db, 'users/alice')),
  'reading the snapshot': db => getDoc(doc(db, 'users/alice/data/snapshot')),
  'reading the preferences': db => getDoc(doc(db, 'users/alice/config/preferences')),
  'changing the name': db => updateDoc(doc(db, 'users/alice'), naming()),
  'changing the preferences': db => setDoc(doc(db, 'users/alice/config/preferences'), preferences()),
  'switching trading on': db => updateDoc(doc(db, 'users/alice/status/trading'), switchOn()),
  'reading a public profile': db => getDoc(doc(db, 'traderProfiles/leader')),
};

/** What an account that nobody has confirmed is allowed. */
const FIRST_STEPS: ReadonlySet<string> = new Set([
  'reading the profile',
  'reading the preferences',
  'changing the name',
  'changing the preferences',
]);

const arrange = async (db: Firestore): Promise<void> => {
  await setDoc(doc(db, 'users/alice'), storedProfile());
  await setDoc(doc(db, 'users/alice/data/snapshot'), { equity: '1.00' });
  await setDoc(doc(db, 'users/alice/status/trading'), storedSwitch());
  await deleteDoc(doc(db, 'users/alice/config/preferences'));
};

/** An older session of an account, or one of somebody else who signed up with the address: nothing of it is theirs. */
export const sessionCases = (): Case[] =>
  (Object.keys(SESSIONS) as Session[]).flatMap(who =>
    Object.entries(REQUESTS).map(([what, attempt]): Case => {
      const one = { title: `${what} in ${who}`, who, arrange, attempt };
      const allowed = who === 'a session whose address is not confirmed any more' && FIRST_STEPS.has(what);
      return allowed ? one : { ...one, title: `${one.title} is denied`, control: { who: 'owner' } };
    }),
  );
