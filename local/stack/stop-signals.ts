/** What was asked by signal: an orderly stop first, then, when somebody insists, an immediate one. */
export interface StopSignals {
  /** Aborts at the first signal. */
  readonly asked: AbortSignal;
  /** Stops listening. */
  dispose(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Listens for Ctrl-C and its relatives; `force` is called at the second one. */
export function listenForStop(
  process: Pick<NodeJS.EventEmitter, 'on' | 'off'>,
  force: () => void,
): StopSignals {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) force();
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    asked: controller.signal,
    dispose() {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}
