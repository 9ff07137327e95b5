import { readFile } from 'node:fs/promises';
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { doc, type Firestore, setDoc, setLogLevel } from 'firebase/firestore';
import { openTestFirestore } from '../test-firestore.ts';

const MARKED_AT = 1_772_463_600;
const emailOf = (name: string) => `${name}@test.example`;
const markOf = (name: string) => ({ email: emailOf(name), by: ['password'], at: MARKED_AT });

/** The claims of a session that began after its address was marked. */
const confirmed = (name: string) => ({
  email: emailOf(name),
  email_verified: true,
  auth_time: MARKED_AT + 1,
  firebase: { sign_in_provider: 'password' as const, identities: {} },
  confirmed: markOf(name),
});

export const IDENTITIES = [
  'anonymous',
  'owner',
  'owner, unconfirmed',
  'owner, in an older session',
  'other tenant',
  'other tenant with forged claims',
  'operator',
] as const;
export type Identity = (typeof IDENTITIES)[number];

/** Sessions of alice's account that are not, or not any more, its owner's; and an operator's like that. */
export const SESSIONS = {
  'a session without a confirmation': ['alice', { confirmed: undefined }],
  'a session of before the confirmation': ['alice', { auth_time: 1 }],
  'a session of the second of the mark': ['alice', { auth_time: MARKED_AT }],
  'a session of another address': ['alice', { email: 'changed@test.example' }],
  'a session by a password that is gone': ['alice', { confirmed: { ...markOf('a'), by: ['google.com'] } }],
  'a session with a mark of its own making': ['alice', { confirmed: true }],
  'a session whose address is not confirmed any more': ['alice', { email_verified: false }],
  'an operator’s session without a confirmation': ['olivia', { admin: true, confirmed: undefined }],
} as const;
export type Session = keyof typeof SESSIONS;

/** `admin`: the rules do not concern it; a request that it cannot make either is malformed, and proves nothing. */
export type Asker = Identity | Session | 'admin';

export interface RulesWorld {
  as(who: Asker): Firestore;
  close(): Promise<void>;
}

/** What a stranger might put into a token or a document to be taken for somebody else. */
export const FORGED = { uid: 'mallory', user_id: 'mallory', owner: 'mallory', tenant: 'mallory' };

/** The Firestore of these tests with the product's rules, and a client for everybody who asks. */
export async function startRulesWorld(): Promise<RulesWorld> {
  setLogLevel('silent');
  const server = await openTestFirestore('demo-isolation');
  const rules = await readFile(new URL('../../../firestore.rules', import.meta.url), 'utf8');
  const environment = await initializeTestEnvironment({
    projectId: server.project,
    firestore: { host: server.host, port: server.port, rules },
  });
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const admin = Promise.withResolvers<Firestore>();
  const disabled = environment.withSecurityRulesDisabled(async context => {
    admin.resolve(firestoreOf(context));
    await over;
  });
  const clients = new Map<Asker, Firestore>([['admin', await admin.promise]]);
  for (const who of IDENTITIES) clients.set(who, firestoreOf(contextOf(environment, who)));
  for (const [name, [uid, claims]] of Object.entries(SESSIONS)) {
    const context = environment.authenticatedContext(uid, { ...confirmed(uid.slice(0, 1)), ...claims });
    clients.set(name as Session, firestoreOf(context));
  }
  const world: RulesWorld = {
    as(who) {
      const client = clients.get(who);
      if (client === undefined) throw new Error(`nobody is called ${who}`);
      return client;
    },
    async close() {
      end();
      await disabled;
      await environment.cleanup();
      await server.close();
    },
  };
  // Whoever is tracked has a public profile.
  await setDoc(doc(world.as('admin'), 'traderProfiles/leader'), { handle: 'leader' });
  return world;
}

type Context = ReturnType<RulesTestEnvironment['unauthenticatedContext']>;

/** The testing library types its clients as those of the old SDK; they are instances of the new one. */
const firestoreOf = (context: Context): Firestore => context.firestore() as unknown as Firestore;

function contextOf(environment: RulesTestEnvironment, who: Identity): Context {
  switch (who) {
    case 'anonymous':
      return environment.unauthenticatedContext();
    case 'owner':
      return environment.authenticatedContext('alice', confirmed('a'));
    case 'owner, unconfirmed':
      return environment.authenticatedContext('alice', {
        ...confirmed('a'),
        email_verified: false,
        confirmed: undefined,
      });
    case 'owner, in an older session':
      return environment.authenticatedContext('alice', {
        ...confirmed('a'),
        auth_time: MARKED_AT,
      });
    case 'other tenant':
      return environment.authenticatedContext('mallory', confirmed('m'));
    case 'other tenant with forged claims':
      return environment.authenticatedContext('mallory', {
        ...confirmed('a'),
        admin: 'true',
        role: 'admin',
        operator: true,
        tenant: 'alice',
        owner: 'alice',
      });
    case 'operator':
      return environment.authenticatedContext('olivia', { ...confirmed('o'), admin: true });
  }
}
