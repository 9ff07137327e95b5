/** Remembers something for each key until its time, and forgets the oldest where there are too many. */
export function refusalMemory<T>(mostKeys: number) {
  const kept = new Map<string, { readonly value: T; readonly until: Date }>();
  return {
    remember(key: string, value: T, until: Date): void {
      kept.delete(key);
      kept.set(key, { value, until });
      const [oldest] = kept.keys();
      if (kept.size > mostKeys && oldest !== undefined) kept.delete(oldest);
    },
    recall(key: string, now: Date): T | undefined {
      const found = kept.get(key);
      if (!found) return undefined;
      if (now < found.until) return found.value;
      kept.delete(key);
      return undefined;
    },
    get size(): number {
      return kept.size;
    },
  };
}
