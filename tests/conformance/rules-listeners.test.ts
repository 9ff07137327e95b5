import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteApp, initializeApp } from 'firebase/app';
import {
  collection,
  connectFirestoreEmulator,
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  getFirestore,
  onSnapshot,
  query,
  setDoc,
  setLogLevel,
  where,
  writeBatch,
} from 'firebase/firestore';
import * as lite from 'firebase/firestore/lite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

const PROJECT = 'demo-listen';
const rules = (room: string): string => `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /rooms/{room}/messages/{id} { allow read: if ${room}; }
    match /locked/{id} { allow get: if get(/databases/$(database)/documents/keys/$(resource.data.key)).data.open; }
    match /mine/{id} { allow read: if resource.data.owner == request.auth.uid; }
  }
}`;
const MEMBERS = 'exists(/databases/$(database)/documents/rooms/$(room)/members/$(request.auth.uid))';

describe('listeners under rules', () => {
  let server: RunningFirestore;
  let directory = '';
  let rulesFile = '';
  const apps: Parameters<typeof deleteApp>[0][] = [];

  beforeAll(async () => {
    setLogLevel('silent');
    lite.setLogLevel('silent');
    directory = await mkdtemp(join(tmpdir(), 'agenttrader-rules-'));
    rulesFile = join(directory, 'firestore.rules');
    await writeFile(rulesFile, rules(MEMBERS));
    server = await startFirestore({ port: 0, rulesFile });
  });
  afterEach(() => Promise.all(apps.splice(0).map(deleteApp)));
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  const client = (user: { sub: string } | 'owner'): Firestore => {
    const app = initializeApp(
      { projectId: PROJECT, apiKey: 'local' },
      `${JSON.stringify(user)}-${apps.length}`,
    );
    apps.push(app);
    const db = getFirestore(app);
    connectFirestoreEmulator(db, server.host, server.port, {
      mockUserToken: user === 'owner' ? 'owner' : user,
    });
    return db;
  };

  const follow = (db: Firestore, room: string) => {
    const seen: { sizes: number[]; error: string | undefined } = { sizes: [], error: undefined };
    onSnapshot(
      collection(db, `rooms/${room}/messages`),
      snapshot => void seen.sizes.push(snapshot.size),
      error => {
        seen.error = error.code;
      },
    );
    return seen;
  };

  it('end when a document changes that the rule looks up; others go on', async () => {
    const admin = client('owner');
    const alice = client({ sub: 'alice' });
    await setDoc(doc(admin, 'rooms/a/members/alice'), {});
    await setDoc(doc(admin, 'rooms/b/members/alice'), {});
    const [a, b] = [follow(alice, 'a'), follow(alice, 'b')];
    await expect.poll(() => [a.sizes, b.sizes]).toEqual([[0], [0]]);
    await setDoc(doc(admin, 'rooms/a/members/alice'), { muted: true });
    await deleteDoc(doc(admin, 'rooms/a/members/alice'));
    await expect.poll(() => a.error).toBe('permission-denied');
    await setDoc(doc(admin, 'rooms/a/messages/1'), {});
    await setDoc(doc(admin, 'rooms/b/messages/1'), {});
    await expect.poll(() => b.sizes.at(-1)).toBe(1);
    expect(a.sizes.at(-1)).toBe(0);
    expect(b.error).toBeUndefined();
  });

  it('are not sent what is committed together with the end of their permission', async () => {
    const admin = client('owner');
    await setDoc(doc(admin, 'rooms/d/members/alice'), {});
    const seen = follow(client({ sub: 'alice' }), 'd');
    await expect.poll(() => seen.sizes).toEqual([0]);
    const batch = writeBatch(admin);
    batch.set(doc(admin, 'rooms/d/messages/1'), {});
    batch.delete(doc(admin, 'rooms/d/members/alice'));
    await batch.commit();
    await expect.poll(() => seen.error).toBe('permission-denied');
    expect(seen.sizes).toEqual([0]);
  });

  it('follow what the rule looks up now, not what it once did', async () => {
    const admin = client('owner');
    await setDoc(doc(admin, 'keys/one'), { open: true });
    await setDoc(doc(admin, 'keys/two'), { open: true });
    await setDoc(doc(admin, 'locked/x'), { key: 'one' });
    let code: string | undefined;
    const keys: string[] = [];
    onSnapshot(
      doc(client({ sub: 'alice' }), 'locked/x'),
      snapshot => void keys.push(snapshot.get('key')),
      error => {
        code = error.code;
      },
    );
    await expect.poll(() => keys).toEqual(['one']);
    await setDoc(doc(admin, 'locked/x'), { key: 'two' });
    await expect.poll(() => keys).toEqual(['one', 'two']);
    await setDoc(doc(admin, 'keys/one'), { open: false });
    await setDoc(doc(admin, 'locked/x'), { key: 'two', n: 1 });
    await expect.poll(() => keys).toEqual(['one', 'two', 'two']);
    expect(code).toBeUndefined();
    await setDoc(doc(admin, 'keys/two'), { open: false });
    await expect.poll(() => code).toBe('permission-denied');
  });

  it('end at the next change after the rules file changed, and a broken file changes nothing', async () => {
    const admin = client('owner');
    const alice = client({ sub: 'alice' });
    await setDoc(doc(admin, 'rooms/c/members/alice'), {});
    const seen = follow(alice, 'c');
    await expect.poll(() => seen.sizes).toEqual([0]);
    const report = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await writeFile(rulesFile, 'service cloud.firestore { nonsense');
    await expect.poll(() => String(report.mock.calls)).toContain('stay in force');
    await setDoc(doc(admin, 'rooms/c/messages/1'), {});
    await expect.poll(() => seen.sizes.at(-1)).toBe(1);
    await writeFile(rulesFile, rules('false'));
    await expect.poll(() => String(report.mock.calls)).toContain('are in force');
    await setDoc(doc(admin, 'rooms/c/messages/2'), {});
    await expect.poll(() => seen.error).toBe('permission-denied');
    report.mockRestore();
    await writeFile(rulesFile, rules(MEMBERS));
  });

  it('on a single document are gets, and end when its new content is not the reader’s', async () => {
    const admin = client('owner');
    const alice = client({ sub: 'alice' });
    await setDoc(doc(admin, 'mine/x'), { owner: 'alice' });
    let code: string | undefined;
    const states: boolean[] = [];
    onSnapshot(
      doc(alice, 'mine/x'),
      snapshot => void states.push(snapshot.exists()),
      error => {
        code = error.code;
      },
    );
    await expect.poll(() => states).toEqual([true]);
    await setDoc(doc(admin, 'mine/x'), { owner: 'bob' });
    await expect.poll(() => code).toBe('permission-denied');
  });

  it('the lite client meets the same rules over REST', async () => {
    await setDoc(doc(client('owner'), 'mine/y'), { owner: 'alice' });
    const app = initializeApp({ projectId: PROJECT, apiKey: 'local' }, 'lite');
    apps.push(app);
    const db = lite.getFirestore(app);
    lite.connectFirestoreEmulator(db, server.host, server.port, { mockUserToken: { sub: 'alice' } });
    const mine = lite.collection(db, 'mine');
    expect((await lite.getDoc(lite.doc(db, 'mine/y'))).get('owner')).toBe('alice');
    expect((await lite.getDocs(lite.query(mine, lite.where('owner', '==', 'alice')))).size).toBe(1);
    await expect(lite.getDocs(mine)).rejects.toMatchObject({ code: 'permission-denied' });
    await expect(lite.setDoc(lite.doc(db, 'mine/z'), {})).rejects.toMatchObject({
      code: 'permission-denied',
    });
  });

  it('a malformed token is refused', async () => {
    const url = `http://${server.host}:${server.port}/v1/projects/${PROJECT}/databases/(default)/documents/mine/y`;
    expect((await fetch(url, { headers: { authorization: 'Bearer not-a-token' } })).status).toBe(400);
    expect((await fetch(url, { headers: { authorization: 'Bearer owner' } })).status).toBe(200);
  });

  it('a signed-in reader of the web client gets and queries what is proven', async () => {
    const alice = client({ sub: 'alice' });
    expect((await getDoc(doc(alice, 'mine/y'))).exists()).toBe(true);
    const seen = await new Promise<number>((resolve, reject) => {
      onSnapshot(
        query(collection(alice, 'mine'), where('owner', '==', 'alice')),
        ({ size }) => resolve(size),
        reject,
      );
    });
    expect(seen).toBe(1);
  });
});
