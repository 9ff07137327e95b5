/** Something to say in passing. */
export interface ToastMessage {
  readonly kind: 'success' | 'error' | 'info';
  readonly text: string;
}

let waiting: readonly ToastMessage[] = [];
let wake: (() => void) | undefined;

function say(kind: ToastMessage['kind'], text: string): void {
  waiting = [...waiting, { kind, text }];
  wake?.();
}

/** The result of what the user did, said in passing. What must not be missed belongs on the page. */
export const toast = {
  success: (text: string): void => say('success', text),
  /** Stays longer: an error takes longer to read. */
  error: (text: string): void => say('error', text),
  info: (text: string): void => say('info', text),
};

/** For the one that shows them: whether there is anything to show. */
export const areToastsWaiting = (): boolean => waiting.length > 0;

/** For the one that shows them: hands over what is waiting. */
export function takeToasts(): readonly ToastMessage[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

/** For the one that shows them: calls back when there is something to show; returns how to stop. */
export function onToast(callback: () => void): () => void {
  wake = callback;
  return () => {
    wake = undefined;
  };
}
