import { z } from 'zod';
import { postJson } from './post-json.ts';
import { CommandError } from './run-command.ts';
import type { Target } from './target.ts';

const REGION = 'us-central1';

const success = z.object({ result: z.unknown() });
const failure = z.object({
  error: z.object({
    status: z.string(),
    message: z.string(),
    details: z.object({ reason: z.string() }).optional().catch(undefined),
  }),
});
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
 * @param timeoutMs a little longer than the function itself may take
 * @throws CommandError with the sentence that the function answered
 */
export async function callFunction(
  target: Target,
  name: string,
  { idToken, appCheckToken }: CallTokens,
  data: unknown,
  timeoutMs: number,
): Promise<unknown> {
  const base =
    target.kind === 'local'
      ? `http://${target.functions}/${target.project}/${REGION}`
      : `https://${REGION}-${target.project}.cloudfunctions.net`;
  const headers = {
    authorization: `Bearer ${idToken}`,
    ...(appCheckToken ? { 'x-firebase-appcheck': appCheckToken } : {}),
  };
  const { status, body } = await postJson(`${base}/${name}`, { data }, headers, timeoutMs).catch(
    (thrown: unknown): never => {
      const late = thrown instanceof Error && thrown.name === 'AbortError';
      throw new CommandError(`${new URL(base).host} ${late ? 'did not answer in time' : 'does not answer'}.`);
    },
  );
  const succeeded = success.safeParse(body);
  if (status === 200 && succeeded.success) return succeeded.data.result;
  const failed = failure.safeParse(body);
  if (failed.data?.error.details?.reason === 'unproven_app') throw new CommandError(NOT_FROM_HERE);
  if (failed.success) throw new CommandError(`${failed.data.error.message} (${failed.data.error.status})`);
  throw new CommandError(`${name} answered HTTP ${status}. Is it deployed?`);
}
