/** Hands out the idempotency key of what the trader wants at the moment. */
export interface Intentions {
  /** The same key for the same request, however often it is sent; a new one once the request is another. */
  keyFor(request: object): string;
  /** The intention was carried out: the same request would be a new one. */
  fulfilled(): void;
}

/** @param newKey makes a key that was never used, such as a random UUID */
export function trackIntentions(newKey: () => string): Intentions {
  let current: { readonly request: string; readonly key: string } | null = null;
  return {
    keyFor(request) {
      const text = JSON.stringify(request);
      if (current?.request !== text) current = { request: text, key: newKey() };
      return current.key;
    },
    fulfilled() {
      current = null;
    },
  };
}
