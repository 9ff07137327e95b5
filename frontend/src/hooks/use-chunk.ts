import { useEffect, useState } from 'react';
import { type Chunk, OfflineError } from '../lib/chunk.ts';

/** `offline`: it will be fetched by itself. `failed`: the page has to be reloaded. */
export type ChunkStatus = 'waiting' | 'loaded' | 'offline' | 'failed';

/** Fetches the code while the component is mounted: at once, or when the browser is back online. */
export function useChunk<T>(source: Chunk<T>): {
  readonly part: T | undefined;
  readonly status: ChunkStatus;
} {
  const [status, setStatus] = useState<ChunkStatus>(() =>
    source.current() === undefined ? 'waiting' : 'loaded',
  );
  useEffect(() => {
    if (status === 'offline') {
      const retry = () => setStatus('waiting');
      addEventListener('online', retry);
      return () => removeEventListener('online', retry);
    }
    if (status !== 'waiting') return;
    let mounted = true;
    source.load().then(
      () => mounted && setStatus('loaded'),
      (thrown: unknown) => mounted && setStatus(thrown instanceof OfflineError ? 'offline' : 'failed'),
    );
    return () => {
      mounted = false;
    };
  }, [source, status]);
  return { part: source.current(), status };
}
