/** Where the time comes from, so that tests and simulations decide what time it is. */
export interface Clock {
  now(): Date;
  /** Runs `action` once, `milliseconds` from now; answers how to call it off. */
  after(milliseconds: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
