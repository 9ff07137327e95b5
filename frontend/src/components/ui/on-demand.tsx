import { type ComponentType, type ReactNode, useEffect } from 'react';
import { useChunk } from '@/hooks/use-chunk.ts';
import { type Chunk, chunk } from '@/lib/chunk.ts';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';
import { toast } from './toast.ts';

/** A component whose code is fetched with its first use, or before that by `preload`, which never fails. */
export interface OnDemand<Props> {
  (props: Props): ReactNode;
  preload(): Promise<void>;
}

type Load<Props> = () => Promise<ComponentType<Props>>;

/**
 * A part of a page. If its code cannot be fetched, because the connection is gone or a new version is out, the rest of
 * the page stays as it is, and in the part's place stands what to do.
 *
 * @param waiting stands there meanwhile
 */
export function onDemand<Props extends object>(
  load: Load<Props>,
  waiting: ReactNode = null,
): OnDemand<Props> {
  const source = chunk(load);
  function Part(props: Props) {
    const { part: Loaded, status } = useChunk(source);
    if (Loaded) return <Loaded {...props} />;
    if (status === 'offline') return <NotYet />;
    return status === 'failed' ? <LoadFailure /> : waiting;
  }
  return withPreload(Part, source);
}

/**
 * A dialog or a menu. If its code cannot be fetched, a message says so, and it is closed again.
 *
 * @param close tells whoever opened it that it is not open
 * @param waiting stands there meanwhile
 */
export function onDemandPopup<Props extends object>(
  load: Load<Props>,
  close: (props: Props) => void,
  waiting: ReactNode = null,
): OnDemand<Props> {
  const source = chunk(load);
  function Popup(props: Props) {
    const { part: Loaded, status } = useChunk(source);
    useEffect(() => {
      if (status !== 'offline' && status !== 'failed') return;
      toast.error(status === 'offline' ? NOT_OPENED_OFFLINE : `This could not be opened. ${WHAT_TO_DO}`);
      close(props);
    }, [status, props]);
    return Loaded ? <Loaded {...props} /> : waiting;
  }
  return withPreload(Popup, source);
}

const withPreload = <Props,>(part: (props: Props) => ReactNode, source: Chunk<unknown>): OnDemand<Props> =>
  Object.assign(part, {
    preload: () =>
      source.load().then(
        () => {},
        () => {},
      ),
  });

const NOT_OPENED_OFFLINE = 'You are offline, so this could not be opened. Try again once you are connected.';
const WHAT_TO_DO = 'Check your connection and reload the page. If it was fine, a newer version is out.';

const NotYet = () => (
  <ErrorState title="You are offline">This part will appear once you are connected.</ErrorState>
);

const LoadFailure = () => (
  <ErrorState
    title="This part could not be loaded"
    action={
      <Button variant="primary" onClick={() => location.reload()}>
        Reload the page
      </Button>
    }
  >
    {WHAT_TO_DO}
  </ErrorState>
);
