/** A write was refused, or nobody has confirmed it yet. The message is for the trader. */
export class WriteFailure extends Error {
  override readonly name = 'WriteFailure';
  readonly kind: 'refused' | 'unconfirmed';
  constructor(kind: 'refused' | 'unconfirmed', message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

const PATIENCE_MS = 10_000;

/** The rules want five seconds between two changes of one document. */
export const SPACING_MS = 5_100;

/**
 * Waits until the server has confirmed a write, for as long as a trader waits.
 *
 * @throws WriteFailure `unconfirmed`: it is sent as soon as there is a connection, while this page is open
 */
export const confirmed = (
  write: () => Promise<void>,
  { patience = PATIENCE_MS, spacing = SPACING_MS } = {},
): Promise<void> => inTime(answered(write, spacing), patience);

/**
 * Waits for the server's answer to a write, without end while there is no connection. A write that is refused may have
 * come too soon after another, of this page or of another one, so it is tried once more.
 *
 * @throws WriteFailure `refused`
 */
export async function answered(write: () => Promise<void>, spacing = SPACING_MS): Promise<void> {
  try {
    await spaced(write, spacing);
  } catch (thrown) {
    throw new WriteFailure('refused', refusal(thrown), { cause: thrown });
  }
}

/**
 * Waits for an answer no longer than that: Firestore itself waits without end for a connection, which would leave a button
 * spinning and its user believing the best.
 *
 * @param patience milliseconds
 * @throws WriteFailure `unconfirmed`
 */
export async function inTime(answer: Promise<void>, patience: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new WriteFailure(
          'unconfirmed',
          'The server has not confirmed this. It is sent as soon as there is a connection; keep this page open.',
        ),
      );
    }, patience);
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function spaced(write: () => Promise<void>, spacing: number): Promise<void> {
  try {
    await write();
  } catch (thrown) {
    if (codeOf(thrown) !== 'permission-denied') throw thrown;
    await new Promise(resolve => setTimeout(resolve, spacing));
    await write();
  }
}

const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;

function refusal(thrown: unknown): string {
  const code = codeOf(thrown);
  if (code === 'permission-denied') return 'This change is not allowed, so nothing was saved.';
  if (code === 'not-found') return 'What you are changing no longer exists. Reload the page.';
  return 'This could not be saved. Try again.';
}
