import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeAtomically } from './atomic-file.ts';
import type { AuthAccount, AuthEmulator } from './auth-emulator.ts';
import type { Clock } from './clock.ts';

const SAVE_EVERY_MS = 1_000;

const savedUsers = z.object({ users: z.array(z.looseObject({ localId: z.string() })) });

/**
 * The Auth emulator forgets its users when it ends, and its own export happens only on an orderly exit. This
 * keeps a copy that is at most a second old, and hands it back at the next start.
 */
export class SavedUsers {
  readonly #file: string;
  readonly #auth: Pick<AuthEmulator, 'listAccounts' | 'importAccounts'>;
  #saved = '';

  constructor(file: string, auth: Pick<AuthEmulator, 'listAccounts' | 'importAccounts'>) {
    this.#file = file;
    this.#auth = auth;
  }

  /** Gives the emulator the users of the last run. @throws when the file is damaged */
  async restore(): Promise<void> {
    const users = await this.#read();
    if (users.length > 0) await this.#auth.importAccounts(users);
    this.#saved = textOf(await this.#auth.listAccounts());
  }

  /** Writes the users down if anything about them has changed. */
  async save(): Promise<void> {
    const text = textOf(await this.#auth.listAccounts());
    if (text === this.#saved) return;
    await writeAtomically(this.#file, text);
    this.#saved = text;
  }

  /** Saves again and again until the signal aborts; `onError` hears of a save that failed. */
  async keepSaving(clock: Clock, signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(SAVE_EVERY_MS, signal);
      if (signal.aborted) return;
      await this.save().catch(onError);
    }
  }

  async #read(): Promise<AuthAccount[]> {
    try {
      return savedUsers.parse(JSON.parse(await readFile(this.#file, 'utf8'))).users;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw new Error(`${this.#file} cannot be read; --fresh starts without it`, { cause: error });
    }
  }
}

function textOf(users: readonly AuthAccount[]): string {
  return `${JSON.stringify({ users }, undefined, 2)}\n`;
}
