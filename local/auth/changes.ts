import { type SavedUsers, UsersNotSaved } from './saved-users.ts';

export interface ChangesSetting<Answer> {
  readonly users: Pick<SavedUsers, 'save' | 'undo'>;
  /** What to answer instead when a change could not be made or written down. */
  readonly failure: (reason: string) => Answer;
  /** Hears, in a sentence, of what a person should know. */
  readonly tell: (sentence: string) => void;
}

interface Change<Answer> {
  readonly make: () => Promise<Answer>;
  readonly settle: (answer: Answer) => void;
}

const NO_ANSWER = 'The Auth emulator did not answer.';

/**
 * Makes changes of users, and answers each once it is written down. Those that come while others are being written are
 * made and written together: nobody is told of a change that goes down with another's, and many at once cost as much
 * as two. What cannot be written is taken back, all of it.
 */
export class Changes<Answer> {
  readonly #setting: ChangesSetting<Answer>;
  #waiting: Change<Answer>[] = [];
  #working = false;

  constructor(setting: ChangesSetting<Answer>) {
    this.#setting = setting;
  }

  /** @returns what `make` answers, or the failure in its place; it never throws */
  make(make: () => Promise<Answer>): Promise<Answer> {
    return new Promise(settle => {
      this.#waiting.push({ make, settle });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting;
      this.#waiting = [];
      const { failure } = this.#setting;
      const answers = await Promise.all(together.map(({ make }) => make().catch(() => failure(NO_ANSWER))));
      const failed = await this.#writeDown();
      for (const [index, { settle }] of together.entries())
        settle(failed ?? answers[index] ?? failure(NO_ANSWER));
    }
    this.#working = false;
  }

  /** @returns the failure to answer with, if there was one */
  async #writeDown(): Promise<Answer | undefined> {
    const { users, failure, tell } = this.#setting;
    try {
      await users.save();
      return undefined;
    } catch (error) {
      if (!(error instanceof UsersNotSaved)) return failure(NO_ANSWER);
      tell(error.message);
      await users.undo().catch(() => tell('the users could not be taken back: start again'));
      return failure(error.message);
    }
  }
}
