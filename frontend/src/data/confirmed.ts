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
const SPACING_MS = 5_100;

/**
 * Waits until the server has confirmed a write. Firestore itself waits without end for a connection, which would
 * leave a button spinning and its user believing the best. A write that is refused may have come too soon after another,
 * of this page or of another one, so it is tried once more.
 *
 * @throws WriteFailure `unconfirmed`: it is sent as soon as there is a connection, while this page is open
 */
export async function confirmed(
  write: () => Promise<void>,
  { patience = PATIENCE_MS, spacing = SPACING_MS } = {},
): Promise<void> {
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
    await Promise.race([spaced(write, spacing), late]);
  } catch (thrown) {
    if (thrown instanceof WriteFailure) throw thrown;
    throw new WriteFailure('refused', refusal(thrown), { cause: thrown });
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
