import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import { serverTimestamp, setLogLevel } from 'firebase/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

const RULES = `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    function signedIn() { return request.auth != null; }
    match /notes/{id} {
      allow get: if signedIn() && resource.data.owner == request.auth.uid;
      allow list: if signedIn() && resource.data.owner == request.auth.uid;
      allow create: if signedIn()
        && request.resource.data.keys().hasOnly(['owner', 'text', 'at'])
        && request.resource.data.owner == request.auth.uid
        && request.resource.data.at == request.time;
      allow update: if request.resource.data.diff(resource.data).affectedKeys().hasOnly(['text']);
      allow delete: if request.auth.token.admin == true;
    }
    match /teams/{team} { allow read, write: if false; }
    match /teams/{team}/posts/{post} {
      allow read: if exists(/databases/$(database)/documents/teams/$(team)/members/$(request.auth.uid));
      allow create: if getAfter(/databases/$(database)/documents/teams/$(team)/counters/posts).data.last == post;
    }
    match /teams/{team}/counters/posts { allow write: if signedIn(); }
    match /open/{id} { allow list: if !('secret' in resource.data); }
    match /ledger/{id} {
      allow get: if true;
      allow update: if request.resource.data.n == resource.data.n + 1;
      allow create: if request.resource.data.n == 0;
    }
    match /wide/{id} { allow create: if WIDE; }
    match /paged/{id} { allow list: if request.query.limit <= 10; }
  }
}`.replace(
  'WIDE',
  Array.from({ length: 10 }, (_, n) => `!exists(/databases/$(database)/documents/none/$(id + '${n}'))`).join(
    ' && ',
  ),
);

type TestFirestore = ReturnType<ReturnType<RulesTestEnvironment['unauthenticatedContext']>['firestore']>;

describe('@firebase/rules-unit-testing', () => {
  let server: RunningFirestore;
  let environment: RulesTestEnvironment;

  beforeAll(async () => {
    setLogLevel('silent');
    server = await startFirestore({ port: 0 });
    const { host, port } = server;
    environment = await initializeTestEnvironment({
      projectId: 'demo-rules',
      firestore: { host, port, rules: RULES },
    });
  });
  beforeEach(() => environment.clearFirestore());
  afterAll(async () => {
    await environment.cleanup();
    await server.close();
  });

  const as = (uid: string, claims: Record<string, unknown> = {}) =>
    environment.authenticatedContext(uid, claims).firestore();
  const seed = (write: (db: TestFirestore) => Promise<unknown>) =>
    environment.withSecurityRulesDisabled(async context => {
      await write(context.firestore());
    });
  const note = (owner: string) => ({ owner, text: 'hi' });

  it('lets the owner read, and nobody else', async () => {
    await seed(db => db.doc('notes/a').set(note('alice')));
    await assertSucceeds(as('alice').doc('notes/a').get());
    await assertFails(as('bob').doc('notes/a').get());
    await assertFails(environment.unauthenticatedContext().firestore().doc('notes/a').get());
  });

  it('checks what is written, server timestamps included', async () => {
    const alice = as('alice');
    await assertSucceeds(alice.doc('notes/a').set({ ...note('alice'), at: serverTimestamp() }));
    await assertFails(alice.doc('notes/b').set({ ...note('alice'), at: new Date(0) }));
    await assertFails(alice.doc('notes/c').set({ ...note('bob'), at: serverTimestamp() }));
    await assertFails(alice.doc('notes/d').set({ ...note('alice'), at: serverTimestamp(), extra: 1 }));
    await assertSucceeds(alice.doc('notes/a').update({ text: 'changed' }));
    await assertFails(alice.doc('notes/a').update({ owner: 'bob' }));
  });

  it('knows the claims of the token', async () => {
    await seed(db => db.doc('notes/a').set(note('alice')));
    await assertFails(as('alice').doc('notes/a').delete());
    await assertSucceeds(as('operator', { admin: true }).doc('notes/a').delete());
  });

  it('allows a query only when every result would be allowed', async () => {
    await seed(db => db.doc('notes/a').set(note('alice')));
    const notes = as('alice').collection('notes');
    const found = await assertSucceeds(notes.where('owner', '==', 'alice').get());
    expect(found.size).toBe(1);
    await assertFails(notes.get());
    await assertFails(notes.where('owner', '==', 'bob').get());
    await assertFails(as('alice').collection('open').get());
  });

  it('sees the query itself', async () => {
    await assertSucceeds(as('alice').collection('paged').limit(10).get());
    await assertFails(as('alice').collection('paged').limit(11).get());
    await assertFails(as('alice').collection('paged').get());
  });

  it('reads other documents, before and after the whole batch', async () => {
    await seed(db => db.doc('teams/t/members/alice').set({}));
    await assertSucceeds(as('alice').doc('teams/t/posts/p').get());
    await assertFails(as('bob').doc('teams/t/posts/p').get());
    const together = (last: string): Promise<void> => {
      const db = as('alice');
      const batch = db.batch();
      batch.set(db.doc('teams/t/posts/p1'), { text: 'hi' });
      batch.set(db.doc('teams/t/counters/posts'), { last });
      return batch.commit();
    };
    await assertFails(together('other'));
    await assertSucceeds(together('p1'));
    await assertFails(as('alice').doc('teams/t/posts/p2').set({}));
  });

  it('tells nobody what exists who may not know it', async () => {
    await seed(db => db.doc('teams/t').set({}));
    const bob = as('bob');
    for (const id of ['t', 'none']) {
      await assertFails(bob.doc(`teams/${id}`).update({ n: 1 }));
      await assertFails(bob.doc(`teams/${id}`).set({ n: 1 }));
      await assertFails(bob.doc(`teams/${id}`).delete());
    }
    await expect(as('owner').doc('notes/none').update({ text: '' })).rejects.toMatchObject({
      code: 'permission-denied',
    });
  });

  it('checks a transaction’s reads and what it writes', async () => {
    const alice = as('alice');
    await assertSucceeds(alice.doc('ledger/a').set({ n: 0 }));
    const add = (step: number): Promise<unknown> =>
      alice.runTransaction(async transaction => {
        const present = await transaction.get(alice.doc('ledger/a'));
        const missing = await transaction.get(alice.doc('ledger/b'));
        if (!missing.exists) transaction.set(missing.ref, { n: 0 });
        transaction.update(present.ref, { n: (present.get('n') as number) + step });
      });
    await assertFails(add(2));
    expect((await alice.doc('ledger/b').get()).exists).toBe(false);
    await Promise.all([assertSucceeds(add(1)), assertSucceeds(add(1))]);
    expect((await alice.doc('ledger/a').get()).get('n')).toBe(2);
    const closed = alice.runTransaction(transaction => transaction.get(alice.doc('teams/t')));
    await assertFails(closed);
  });

  it('lets the rules of a batch look up 20 documents together', async () => {
    const create = (...ids: string[]): Promise<void> => {
      const db = as('alice');
      const batch = db.batch();
      for (const id of ids) batch.set(db.doc(`wide/${id}`), {});
      return batch.commit();
    };
    await assertSucceeds(create('a', 'b'));
    await assertFails(create('c', 'd', 'e'));
  });

  it('clears the database', async () => {
    await seed(db => db.doc('notes/a').set(note('alice')));
    await environment.clearFirestore();
    await seed(async db => expect((await db.collection('notes').get()).size).toBe(0));
  });

  it('says why it denied', async () => {
    const refused = await as('bob')
      .doc('notes/none')
      .get()
      .catch((error: unknown) => error);
    expect(String(refused)).toMatch(/@ L6/);
  });

  it('refuses rules that do not compile, with line and column, and keeps those before', async () => {
    const { host, port } = server;
    const broken = initializeTestEnvironment({
      projectId: 'demo-rules',
      firestore: {
        host,
        port,
        rules: "service cloud.firestore { match /a/{b} { allow read: if 'x'.matches('['); } }",
      },
    });
    await expect(broken).rejects.toThrow(/INVALID_ARGUMENT/);
    await assertFails(as('alice').doc('teams/t').get());
  });

  it('shows how often each expression was true, false or an error', async () => {
    const base = `http://${server.host}:${server.port}/emulator/v1/projects/demo-rules:ruleCoverage`;
    const report = await (await fetch(base)).text();
    expect(JSON.parse(report)).toMatchObject({ rules: { files: [{ content: RULES }] } });
    expect(report).toContain('"boolValue":false');
    const page = await fetch(`${base}.html`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('signedIn');
  });
});
