import { CALLABLE_ERROR_CODES, type CallableErrorCode } from '@agenttrader/domain/callables/error-codes';
import { type RefusalReason, refusalDetails } from '@agenttrader/domain/callables/refusal-reasons';

/**
 * `offline`: nothing was sent. `no-answer`: something may have been done, and the answer never came. `bad-answer`:
 * the server answered with something that this version of the dashboard cannot read.
 */
export type CallableFailureCode = CallableErrorCode | 'offline' | 'no-answer' | 'bad-answer';

/** A callable did not do what was asked. The message is for the trader, and is shown as it is. */
export class CallableFailure extends Error {
  override readonly name = 'CallableFailure';
  readonly code: CallableFailureCode;
  /** What the app can do about it. */
  readonly reason: RefusalReason | undefined;
  constructor(
    code: CallableFailureCode,
    message: string,
    options?: ErrorOptions & { reason?: RefusalReason | undefined },
  ) {
    super(message, options);
    this.code = code;
    this.reason = options?.reason;
  }
}

const OFFLINE = 'You are offline, so nothing was sent. Try again once you are connected.';
const NO_ANSWER =
  'The server did not answer, so it is not known whether this was done. Check the page before you try again.';
const NO_ANSWER_TO_QUESTION = 'The server did not answer. Nothing was changed; try again in a moment.';

/**
 * What the SDK makes of an answer: the server's message, and the HTTP status behind it. Where there was no answer it puts
 * words of its own, with no status or with the status 0.
 */
const ANSWER = /^(.*) \[[1-5]\d\d\]$/s;
/** What the callable protocol or the SDK puts in the message when the server said nothing fit to show. */
const WORDLESS = /^((functions\/)?[a-z-]+|(Backend|Unknown backend) error status: .*)$/i;

/**
 * The failure that a thrown value stands for.
 *
 * @param online whether the browser believes that it is connected
 * @param isQuery whether the callable changes nothing, so that nothing can have been done unseen
 */
export function toCallableFailure(thrown: unknown, online: boolean, isQuery = false): CallableFailure {
  if (thrown instanceof CallableFailure) return thrown;
  if (!online) return new CallableFailure('offline', OFFLINE, { cause: thrown });
  const noAnswer = () =>
    new CallableFailure('no-answer', isQuery ? NO_ANSWER_TO_QUESTION : NO_ANSWER, { cause: thrown });
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return noAnswer();
  const name = thrown.code.replace(/^functions\//, '');
  const code = CALLABLE_ERROR_CODES.find(known => known === name);
  const message = ANSWER.exec(thrown.message)?.[1];
  if (code === undefined || message === undefined || WORDLESS.test(message)) return noAnswer();
  const { data } = refusalDetails.safeParse('details' in thrown ? thrown.details : undefined);
  return new CallableFailure(code, message, { cause: thrown, reason: data?.reason });
}
