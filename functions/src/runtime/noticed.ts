/** Remembers what was reported, so that a condition that stands is reported once and not every minute. */
export interface Noticed {
  /** Whether `state` is another one than was last given for `subject`, or the first. */
  isNew(subject: string, state: string): boolean;
}

/**
 * The memory of one instance: a new instance reports what stands once more.
 *
 * @param most subjects that are remembered; the one that was new the longest ago makes room
 */
export function noticed(most: number): Noticed {
  const states = new Map<string, string>();
  return {
    isNew(subject, state) {
      if (states.get(subject) === state) return false;
      states.delete(subject);
      for (const oldest of states.keys()) {
        if (states.size < most) break;
        states.delete(oldest);
      }
      states.set(subject, state);
      return true;
    },
  };
}
