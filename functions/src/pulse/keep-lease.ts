import { describeThrown } from '../runtime/log.ts';
import type { PulsePorts } from './ports.ts';

/** How many times a lease is renewed before it would end. */
const RENEWALS = 3;

/** A lease that is kept while work goes on. */
export interface KeptLease {
  /** Aborts when another holder has taken over. */
  readonly lost: AbortSignal;
  /** Stops keeping it. */
  end(): void;
}

/** Renews a lease from now on, well before it would end. What keeps it from being renewed once is no reason to stop. */
export function keepLease(
  holder: string,
  leaseMs: number,
  { lease, clock, log }: Pick<PulsePorts, 'lease' | 'clock' | 'log'>,
): KeptLease {
  const lost = new AbortController();
  let cancel = (): void => {};
  let ended = false;
  const renew = async (): Promise<void> => {
    try {
      if (await lease.renew(holder, new Date(clock.now().getTime() + leaseMs))) return;
      if (ended) return;
      log.warn('pulse lost its lease to another');
      lost.abort();
    } catch (thrown) {
      log.warn('lease was not renewed', describeThrown(thrown));
    }
  };
  const keep = (): void => {
    cancel = clock.after(leaseMs / RENEWALS, () => {
      if (lost.signal.aborted) return;
      void renew();
      keep();
    });
  };
  keep();
  return {
    lost: lost.signal,
    end() {
      ended = true;
      cancel();
    },
  };
}
