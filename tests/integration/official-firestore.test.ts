import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJava } from '../../local/emulators/find-java.ts';
import { requireJava } from '../../local/emulators/google-firestore.ts';
import { ownFirestore } from '../../local/emulators/own-firestore.ts';
import { startFirestore } from '../../local/firestore/server.ts';
import { adminFirestore } from '../support/firestore-dump.ts';
import { inProcessFirestore } from '../support/in-process-firestore.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agenttrader-official-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm run test:official', () => {
  it('runs test files against the Firestore that `java` starts: here ours, through the same door', async () => {
    const own = await ownFirestore(join(folder, 'own'), process.env);
    const { stdout } = await run(
      process.execPath,
      ['scripts/test-official.ts', 'tests/integration/data/pulse-lease.test.ts'],
      // A run within this one: of this one's own settings it is to know nothing.
      { cwd: ROOT, env: { ...withoutVitest(process.env), ...own, JAVA_HOME: '', CI: '1', NO_COLOR: '1' } },
    );
    expect(stdout).toContain(`Firestore from ${own.FIRESTORE_EMULATOR_BINARY_PATH}, with Java 21`);
    expect(stdout).toMatch(/Test Files\s+1 passed/);
  });

  it('gives the tests the Firestore that it names, and a project of their own in it', async () => {
    const server = await startFirestore({ port: 0 });
    process.env.TEST_FIRESTORE_HOST = `${server.host}:${server.port}`;
    const given = await inProcessFirestore('demo-given');
    delete process.env.TEST_FIRESTORE_HOST;
    try {
      await given.db.doc('a/b').set({ seen: true });
      const { projectId } = given.db as unknown as { projectId: string };
      expect(projectId).toMatch(/^demo-given-\w{8}$/);
      const there = adminFirestore(`${server.host}:${server.port}`, projectId);
      expect((await there.doc('a/b').get()).data()).toEqual({ seen: true });
      await there.terminate();
    } finally {
      await given.close();
      await server.close();
    }
  });
});

describe('a Java for Google’s emulator', () => {
  it('is found where it is not the one on the path', async () => {
    const { PATH } = await ownFirestore(join(folder, 'jvm/new/bin'), { PATH: '' });
    expect(PATH).toBe(join(folder, 'jvm/new/bin'));
    const homes = [{ folder: join(folder, 'jvm'), program: 'bin/java' }];
    expect(await findJava({ PATH: folder }, homes)).toEqual({
      program: join(folder, 'jvm/new/bin/java'),
      major: 21,
    });
  });

  it('is missed in a sentence where there is none', async () => {
    expect(await findJava({ PATH: folder }, [])).toBeUndefined();
    await expect(requireJava({ PATH: folder }, [])).rejects.toThrow(
      "Google's Firestore emulator needs Java 21 or newer, and there is none here: install a JDK, or name one in JAVA_HOME.",
    );
  });
});

function withoutVitest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^VITEST|^NODE_ENV$|^TEST$/.test(name)));
}
