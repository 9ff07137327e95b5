import { mkdir, mkdtemp, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuthAccount } from './auth-emulator.ts';
import { SavedUsers } from './saved-users.ts';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'saved-users-'));
  file = join(directory, 'users.json');
});
afterEach(() => rm(directory, { recursive: true }));

/** Stands for the emulator: accounts in memory. */
class Accounts {
  users: AuthAccount[] = [];
  async listAccounts() {
    return this.users;
  }
  async importAccounts(users: readonly AuthAccount[]) {
    this.users.push(...users);
  }
  async deleteAccounts() {
    this.users = [];
  }
}

const ada = {
  localId: 'ada',
  email: 'ada@example.com',
  passwordHash: 'h',
  salt: 's',
  customAttributes: '{"admin":true}',
};

test('users come back after a restart, whole', async () => {
  const before = new Accounts();
  const saved = new SavedUsers(file, before);
  await saved.restore();
  before.users.push(ada);
  await saved.save();

  const after = new Accounts();
  await new SavedUsers(file, after).restore();
  expect(after.users).toEqual([ada]);
});

test('the file is for its owner alone, and written only when something changed', async () => {
  const accounts = new Accounts();
  accounts.users.push(ada);
  const saved = new SavedUsers(file, accounts);
  await saved.save();
  const first = await stat(file);
  expect(first.mode & 0o777).toBe(0o600);
  await saved.save();
  expect((await stat(file)).ino).toBe(first.ino);
  expect(await readdir(directory)).toEqual(['users.json', 'users.json.in-use']);
});

test('a user that was deleted does not come back', async () => {
  const accounts = new Accounts();
  accounts.users.push(ada);
  const saved = new SavedUsers(file, accounts);
  await saved.save();
  accounts.users = [];
  await saved.save();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ users: [] });
});

test('what could not be written down is taken back', async () => {
  const accounts = new Accounts();
  accounts.users.push(ada);
  const saved = new SavedUsers(file, accounts);
  await saved.save();
  accounts.users.push({ localId: 'eve' });
  await mkdir(`${file}.tmp`);
  await expect(saved.save()).rejects.toThrow(/could not be saved: .*users\.json/);
  await saved.undo();
  expect(accounts.users).toEqual([ada]);
  await rmdir(`${file}.tmp`);
  await saved.save();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ users: [ada] });
});

test.each(['{"users":[', '', '[]', '{"users":[{"email":"no id"}]}'])(
  'a damaged file is named, with the way out: %s',
  async text => {
    await writeFile(file, text);
    await expect(new SavedUsers(file, new Accounts()).restore()).rejects.toThrow(/users\.json.*--fresh/);
  },
);

test('a list that has gone is not taken for an empty one', async () => {
  const accounts = new Accounts();
  accounts.users.push(ada);
  await new SavedUsers(file, accounts).save();
  await rm(file);
  await expect(new SavedUsers(file, new Accounts()).restore()).rejects.toThrow(/users\.json.*--fresh/);
});
