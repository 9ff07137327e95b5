import { readFile } from 'node:fs/promises';
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { doc, type Firestore, setDoc, setLogLevel } from 'firebase/firestore';
import { openTestFirestore } from '../../support/test-firestore.ts';

export const IDENTITIES = [
  'anonymous',
  'owner',
  'owner, e-mail unverified',
  'other tenant',
  'other tenant with forged claims',
  'operator',
] as const;
export type Identity = (typeof IDENTITIES)[number];

/** `admin`: the rules do not concern it; a request that it cannot make either is malformed, and proves nothing. */
export type Asker = Identity | 'admin';

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
      return environment.authenticatedContext('alice', { email: 'a@test.example', email_verified: true });
    case 'owner, e-mail unverified':
      return environment.authenticatedContext('alice', { email: 'a@test.example', email_verified: false });
    case 'other tenant':
      return environment.authenticatedContext('mallory', { email: 'm@test.example', email_verified: true });
    case 'other tenant with forged claims':
      return environment.authenticatedContext('mallory', {
        email: 'a@test.example',
        email_verified: true,
        admin: 'true',
        role: 'admin',
        operator: true,
        tenant: 'alice',
        owner: 'alice',
      });
    case 'operator':
      return environment.authenticatedContext('olivia', { admin: true });
  }
}
