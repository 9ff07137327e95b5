import { access, readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeAtomically } from '../stack/atomic-file.ts';
import { storageProblem } from '../storage-problem.ts';
import type { AuthAccount, AuthEmulator } from './auth-emulator.ts';

const savedUsers = z.object({ users: z.array(z.looseObject({ localId: z.string() })) });

/** What of the emulator is needed here. */
export type Accounts = Pick<AuthEmulator, 'listAccounts' | 'importAccounts' | 'deleteAccounts'>;

/** The users could not be written down; the message says why, and what to do. */
export class UsersNotSaved extends Error {
  override readonly name = 'UsersNotSaved';
}

/**
 * The Auth emulator forgets its users when it ends, and its own export happens only on an orderly exit. This keeps a
 * copy in a file, and hands it back at the next start.
 */
export class SavedUsers {
  readonly #file: string;
  /** Beside a list that was ever written: one that has gone is not taken for an empty one. */
  readonly #marker: string;
  readonly #auth: Accounts;
  #saved = '';

  constructor(file: string, auth: Accounts) {
    this.#file = file;
    this.#marker = `${file}.in-use`;
    this.#auth = auth;
  }

  /** Gives the emulator the users of the last run. @throws when the file is damaged */
  async restore(): Promise<void> {
    const users = await this.#read();
    if (users.length > 0) await this.#auth.importAccounts(users);
    this.#saved = textOf(await this.#auth.listAccounts());
  }

  /** Writes the users down if anything about them has changed. @throws UsersNotSaved */
  async save(): Promise<void> {
    const text = textOf(await this.#auth.listAccounts());
    if (text === this.#saved) return;
    try {
      await writeAtomically(this.#file, text);
    } catch (error) {
      const reason = storageProblem(error, this.#file);
      throw new UsersNotSaved(`The users could not be saved: ${reason ?? String(error)}.`, { cause: error });
    }
    this.#saved = text;
    // The list is kept without it as well.
    await writeFile(this.#marker, '', { mode: 0o600 }).catch(() => {});
  }

  /** Takes back whatever happened since the users were written down last. */
  async undo(): Promise<void> {
    await this.#auth.deleteAccounts();
    const { users } = savedUsers.parse(JSON.parse(this.#saved));
    if (users.length > 0) await this.#auth.importAccounts(users);
  }

  async #read(): Promise<AuthAccount[]> {
    try {
      return savedUsers.parse(JSON.parse(await readFile(this.#file, 'utf8'))).users;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && !(await this.#wasUsed())) {
        return [];
      }
      throw new Error(
        `${this.#file} cannot be read as a list of users: put it elsewhere, or start from empty with --fresh`,
        { cause: error },
      );
    }
  }

  #wasUsed(): Promise<boolean> {
    return access(this.#marker).then(
      () => true,
      () => false,
    );
  }
}

function textOf(users: readonly AuthAccount[]): string {
  return `${JSON.stringify({ users }, undefined, 2)}\n`;
}
