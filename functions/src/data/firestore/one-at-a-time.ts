/** Makes a queue for each key: work of one key runs one after the other, whatever becomes of what went before. */
export function oneAtATime(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const ends = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = ends.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    ends.set(key, mine);
    try {
      return await mine;
    } finally {
      if (ends.get(key) === mine) ends.delete(key);
    }
  };
}
