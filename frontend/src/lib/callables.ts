import { type Callable, clientTimeoutMs } from '@agenttrader/domain/callables/contract';
import type { z } from 'zod';
import { CallableFailure, toCallableFailure } from './callable-failure.ts';
import type { AskToSignIn } from './sign-in-request.ts';

/**
 * Sends a request and reads the answer.
 *
 * @throws CallableFailure, whose message is fit to show as it is
 */
export type Call = <Request extends z.ZodType, Response extends z.ZodType>(
  callable: Callable<string, Request, Response>,
  request: z.input<Request>,
) => Promise<z.output<Response>>;

/** Sends data to the callable of that name and answers its data. The timeout is in milliseconds. */
export type SendCallable = (name: string, data: unknown, timeout: number) => Promise<unknown>;

const NOT_LOADED =
  'A part of this page could not be loaded, so nothing was sent. Check your connection, and reload the page.';

/**
 * @param load brings what sends
 * @param isOnline what the browser believes about its connection
 * @param askToSignIn has the user sign in once more, where the server wants that; then the same is sent again
 * @param renewProof gets a new proof that this is the dashboard, where the server did not take the one before
 */
export function callableClient(
  load: () => Promise<SendCallable>,
  isOnline: () => boolean,
  askToSignIn: AskToSignIn,
  renewProof: () => Promise<boolean> = async () => false,
): Call {
  return async (callable, request) => {
    const sent = callable.request.safeParse(request);
    if (!sent.success) {
      throw new CallableFailure(
        'invalid-argument',
        sent.error.issues[0]?.message ?? 'Check what you entered.',
      );
    }
    if (!isOnline()) throw toCallableFailure(undefined, false);
    const send = await load().catch((cause: unknown) => {
      throw new CallableFailure('offline', NOT_LOADED, { cause });
    });
    const timeout = clientTimeoutMs(callable);
    const ask = () =>
      send(callable.name, sent.data, timeout).catch((thrown: unknown) => {
        throw toCallableFailure(thrown, isOnline(), callable.kind === 'query');
      });
    const proven = () =>
      ask().catch(async (failure: CallableFailure) => {
        if (failure.reason === 'unproven_app' && (await renewProof())) return ask();
        throw failure;
      });
    const answer = await proven().catch(async (failure: CallableFailure) => {
      const mayHelp = failure.reason === 'recent_sign_in' || failure.reason === 'sign_in_again';
      if (mayHelp && (await askToSignIn(failure.message))) return proven();
      throw failure;
    });
    const read = callable.response.safeParse(answer);
    if (read.success) return read.data;
    throw new CallableFailure(
      'bad-answer',
      'The server answered in a way that this page cannot read. Reload the page to get its newest version.',
      { cause: read.error },
    );
  };
}
