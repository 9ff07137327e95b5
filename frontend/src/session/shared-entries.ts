import type { Listening } from '@/followed/keep-listening.ts';

/** A store with the listener that fills it, shared by everything on the page that shows it. */
export interface SharedEntry<Store> {
  readonly store: Store;
  /** Listens for as long as it is held; returns how to let go. */
  acquire(): () => void;
}

/** How long a listener outlives its last use, in milliseconds: going back and forth costs no new reads. */
const LINGER_MS = 5_000;

/** Entries by key: each has one store and at most one listener, however many hold it. */
export class SharedEntries {
  readonly #entries = new Map<string, { entry: SharedEntry<unknown>; end(): void }>();
  #closed = false;

  /** The entry of that key, made on first use. The key must stand for one type of store only. */
  entry<Store>(
    key: string,
    make: () => Store,
    follow: (store: Store) => Listening,
    empty: (store: Store) => void,
  ): SharedEntry<Store> {
    const known = this.#entries.get(key);
    if (known) return known.entry as SharedEntry<Store>;
    const store = make();
    let uses = 0;
    let listening: Listening | undefined;
    let lingering: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(lingering);
      listening?.stop();
      listening = undefined;
      empty(store);
    };
    const entry: SharedEntry<Store> = {
      store,
      acquire: () => {
        if (this.#closed) return () => {};
        clearTimeout(lingering);
        uses += 1;
        listening ??= follow(store);
        let held = true;
        return () => {
          if (!held) return;
          held = false;
          uses -= 1;
          if (uses === 0) lingering = setTimeout(end, LINGER_MS);
        };
      },
    };
    this.#entries.set(key, { entry, end });
    return entry;
  }

  /** Stops every listener, empties every store, and starts none ever again. */
  close(): void {
    this.#closed = true;
    for (const { end } of this.#entries.values()) end();
    this.#entries.clear();
  }
}
