/** What happened in a run, in words; kept only where somebody is going to read it. */
export class Trace {
  readonly lines: string[] = [];
  readonly #now: () => number;
  readonly #isKept: boolean;

  constructor(isKept: boolean, now: () => number) {
    this.#isKept = isKept;
    this.#now = now;
  }

  note(what: () => string): void {
    if (this.#isKept) this.lines.push(`${new Date(this.#now()).toISOString().slice(11, 23)}  ${what()}`);
  }
}
