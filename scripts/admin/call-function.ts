import { z } from 'zod';
import type { AnswerOf, CallableName, RequestTo } from '../../domain/src/callables/list.ts';
import {
  CallableClient,
  CallableError,
  deployedFunctions,
  localFunctions,
} from '../../local/callables/callable-client.ts';
import { CommandError } from './run-command.ts';
import type { Target } from './target.ts';

const NOT_FROM_HERE =
  'This project takes calls from the dashboard only. A terminal needs a token of its own, in ' +
  'AGENTTRADER_APP_CHECK_TOKEN: docs/operating.md says how to make one.';

/** What a call proves: who calls, and, where App Check is enforced, that the call may be made at all. */
export interface CallTokens {
  readonly idToken: string;
  readonly appCheckToken: string | undefined;
}

/**
 * Calls a deployed function as whoever the token says.
 *
 * @param timeoutMs how long to wait; as long as the contract says where it is left out
 * @throws CommandError with the sentence that the function answered
 */
export async function callFunction<Name extends CallableName>(
  target: Target,
  name: Name,
  { idToken, appCheckToken }: CallTokens,
  request: RequestTo<Name>,
  timeoutMs?: number,
): Promise<AnswerOf<Name>> {
  const base =
    target.kind === 'local'
      ? localFunctions(target.functions, target.project)
      : deployedFunctions(target.project);
  const client = new CallableClient(base, () => appCheckToken);
  try {
    return await client.call(name, request, { idToken }, timeoutMs);
  } catch (thrown) {
    throw new CommandError(sentenceOf(thrown, name, new URL(base).host));
  }
}

function sentenceOf(thrown: unknown, name: string, host: string): string {
  if (thrown instanceof z.ZodError) return `${name} answered in a way that this version cannot read.`;
  if (!(thrown instanceof CallableError)) {
    const late = thrown instanceof Error && thrown.name === 'AbortError';
    return `${host} ${late ? 'did not answer in time' : 'does not answer'}.`;
  }
  const { httpStatus, error } = thrown.answer;
  if (error?.details?.reason === 'unproven_app') return NOT_FROM_HERE;
  return error
    ? `${error.message} (${error.status})`
    : `${name} answered HTTP ${httpStatus}. Is it deployed?`;
}
