import { type Callable, takesIdempotencyKey } from '@agenttrader/domain/callables/contract';
import { useRef } from 'react';
import type { z } from 'zod';
import { useServices } from '@/contexts/services-context.tsx';
import { trackIntentions } from '@/lib/intention.ts';
import { type Attempts, useAttempt } from './use-attempt.ts';

/** What is asked for; the idempotency key of callables that take one is made here. */
type Asked<Request extends z.ZodType> = Omit<z.input<Request>, 'idempotencyKey'>;

interface Calls<Request extends z.ZodType, Response extends z.ZodType>
  extends Pick<Attempts, 'busy' | 'error' | 'clearError'> {
  /**
   * Sends a request; what `onAnswer` does with its answer belongs to the attempt. Answers whether all of it worked. The
   * same request after a failure is the same intention, and carries the same key: it can never be done twice.
   */
  send(request: Asked<Request>, onAnswer?: (answer: z.output<Response>) => unknown): Promise<boolean>;
}

/**
 * A callable for a button or a form: one call at a time, and why the last did not work.
 *
 * @param tellFailure is told that, such as `toast.error`; without it, it is kept in `error`
 */
export function useCall<Request extends z.ZodType, Response extends z.ZodType>(
  callable: Callable<string, Request, Response>,
  tellFailure?: (sentence: string) => void,
): Calls<Request, Response> {
  const { call } = useServices();
  const { attempt, busy, error, clearError } = useAttempt(tellFailure && { tellFailure });
  const intentions = useRef(trackIntentions(() => crypto.randomUUID()));

  const send: Calls<Request, Response>['send'] = (asked, onAnswer) =>
    attempt(async () => {
      const key = takesIdempotencyKey(callable) && { idempotencyKey: intentions.current.keyFor(asked) };
      const answer = await call(callable, { ...asked, ...key } as z.input<Request>);
      intentions.current.fulfilled();
      await onAnswer?.(answer);
    });
  return { busy, error, clearError, send };
}
