import { useEffect, useState } from 'react';
import { type Chunk, OfflineError } from '@/lib/chunk.ts';

/** `offline`: it will be fetched by itself. `failed`: the page has to be reloaded. */
export type ChunkStatus = 'waiting' | 'loaded' | 'offline' | 'failed';

/** How soon it is tried again where the browser believes itself online, and nothing answered, in milliseconds. */
const AGAIN_MS = 5_000;

/** Fetches the code while the component is mounted: at once, or when there is a connection again. */
export function useChunk<T>(source: Chunk<T>): {
  readonly part: T | undefined;
  readonly status: ChunkStatus;
} {
  const [status, setStatus] = useState<ChunkStatus>(() =>
    source.current() === undefined ? 'waiting' : 'loaded',
  );
  const [attempt, setAttempt] = useState(0);
  const over = status === 'loaded' || status === 'failed';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another fetch
  useEffect(() => {
    if (over) return;
    let mounted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => setAttempt(n => n + 1);
    source.load().then(
      () => mounted && setStatus('loaded'),
      (thrown: unknown) => {
        if (!mounted) return;
        if (!(thrown instanceof OfflineError)) return setStatus('failed');
        setStatus('offline');
        if (navigator.onLine) timer = setTimeout(again, AGAIN_MS);
      },
    );
    addEventListener('online', again);
    return () => {
      mounted = false;
      clearTimeout(timer);
      removeEventListener('online', again);
    };
  }, [source, over, attempt]);
  return { part: source.current(), status };
}
