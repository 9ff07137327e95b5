/** Starts a timer and returns how to stop it. */
export type StartTimer = (milliseconds: number, fire: () => void) => () => void;

/** The process's timers, not keeping it alive. */
const processTimer: StartTimer = (milliseconds, fire) => {
  const timer = setTimeout(fire, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
};

const LEASE_MS = 1000;

interface Waiter<Owner> {
  readonly owner: Owner;
  readonly proceed: () => void;
}

interface Turn<Owner> {
  holder: Owner;
  readonly waiters: Waiter<Owner>[];
  stopLease: (() => void) | undefined;
}

/**
 * Lets transactions that want the same thing go one after the other, first come first served.
 *
 * This is about liveness only: whether a transaction may commit is decided by checking what it has read. So
 * nobody waits for ever: a holder that keeps others waiting loses its turn after a lease, and a wait that
 * would close a circle is not begun. A transaction that goes ahead out of turn merely risks a retry.
 */
export class TurnQueue<Owner extends object> {
  private readonly turns = new Map<string, Turn<Owner>>();
  private readonly held = new Map<Owner, Set<string>>();
  private readonly awaited = new Map<Owner, string>();
  private readonly startTimer: StartTimer;

  constructor(startTimer: StartTimer = processTimer) {
    this.startTimer = startTimer;
  }

  /** Resolves when the owner may go ahead with a key; at once if nobody holds it. */
  async take(owner: Owner, key: string): Promise<void> {
    const turn = this.turns.get(key);
    if (turn === undefined) {
      this.turns.set(key, { holder: owner, waiters: [], stopLease: undefined });
      this.note(owner, key);
      return;
    }
    if (turn.holder === owner || this.wouldCloseCircle(owner, turn.holder)) return;
    await new Promise<void>(resolve => {
      this.awaited.set(owner, key);
      turn.waiters.push({ owner, proceed: resolve });
      this.startLease(key, turn);
    });
  }

  /** Gives back all turns of an owner; the next in each queue goes ahead. */
  release(owner: Owner): void {
    const keys = this.held.get(owner);
    this.held.delete(owner);
    for (const key of keys ?? []) {
      const turn = this.turns.get(key);
      if (turn?.holder === owner) this.passOn(key, turn);
    }
  }

  private passOn(key: string, turn: Turn<Owner>): void {
    turn.stopLease?.();
    turn.stopLease = undefined;
    const next = turn.waiters.shift();
    if (next === undefined) {
      this.turns.delete(key);
      return;
    }
    turn.holder = next.owner;
    this.note(next.owner, key);
    this.awaited.delete(next.owner);
    if (turn.waiters.length > 0) this.startLease(key, turn);
    next.proceed();
  }

  private startLease(key: string, turn: Turn<Owner>): void {
    turn.stopLease ??= this.startTimer(LEASE_MS, () => {
      turn.stopLease = undefined;
      this.passOn(key, turn);
    });
  }

  private note(owner: Owner, key: string): void {
    const keys = this.held.get(owner);
    if (keys === undefined) this.held.set(owner, new Set([key]));
    else keys.add(key);
  }

  private wouldCloseCircle(owner: Owner, holder: Owner): boolean {
    let next: Owner | undefined = holder;
    while (next !== undefined) {
      if (next === owner) return true;
      const key = this.awaited.get(next);
      next = key === undefined ? undefined : this.turns.get(key)?.holder;
    }
    return false;
  }
}
