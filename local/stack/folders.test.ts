import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { foldersIn, prepareFolders } from './folders.ts';

let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'folders-'));
});
afterEach(() => rm(data, { recursive: true }));

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

test('state is kept unless fresh is asked for; what is not ours is never touched', async () => {
  const folders = foldersIn(data);
  await prepareFolders(folders, false);
  const state = [
    join(folders.firestore, 'db'),
    join(folders.secrets, 's.json'),
    join(folders.auth, 'users.json'),
    folders.seeded,
  ];
  const foreign = join(data, 'notes.txt');
  for (const file of [...state, foreign]) await writeFile(file, 'x');

  await prepareFolders(folders, false);
  for (const file of state) expect(await exists(file)).toBe(true);

  await prepareFolders(folders, true);
  for (const file of state) expect(await exists(file)).toBe(false);
  expect(await exists(foreign)).toBe(true);
});

test('folders are for their owner alone', async () => {
  const folders = foldersIn(join(data, 'new'));
  await prepareFolders(folders, false);
  for (const folder of [folders.secrets, folders.auth, folders.logs]) {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  }
});
