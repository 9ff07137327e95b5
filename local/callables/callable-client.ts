import { clientTimeoutMs, FUNCTIONS_REGION } from '@agenttrader/domain/callables/contract';
import {
  type AnswerOf,
  type CallableName,
  CONTRACTS,
  type RequestTo,
} from '@agenttrader/domain/callables/list';
import { z } from 'zod';
import { postJson } from './post-json.ts';

/** Where the functions of a local stack are. @param address `HOST:PORT` */
export const localFunctions = (address: string, project: string): string =>
  `http://${address}/${project}/${FUNCTIONS_REGION}`;

/** Where the functions of a real project are. */
export const deployedFunctions = (project: string): string =>
  `https://${FUNCTIONS_REGION}-${project}.cloudfunctions.net`;

const success = z.object({ result: z.unknown() });
const failure = z.object({
  error: z.object({
    status: z.string(),
    message: z.string(),
    details: z.object({ reason: z.string() }).optional().catch(undefined),
  }),
});

/** What a function answered: a result or an error, and neither where it was no answer of the callable protocol. */
export interface CallAnswer {
  readonly httpStatus: number;
  readonly text: string;
  readonly result?: unknown;
  readonly error?: z.infer<typeof failure>['error'];
}

/** A callable refused, or something else answered in its place. */
export class CallableError extends Error {
  override readonly name = 'CallableError';
  readonly callable: string;
  readonly answer: CallAnswer;

  constructor(callable: string, answer: CallAnswer) {
    const { httpStatus, text, error } = answer;
    super(
      error
        ? `${callable}: ${error.message} (${error.status})`
        : `${callable}: HTTP ${httpStatus} ${text.slice(0, 200)}`,
    );
    this.callable = callable;
    this.answer = answer;
  }
}

/** Who calls. */
export interface CallTokens {
  /** Of Firebase Auth; without one, nobody is signed in. */
  readonly idToken?: string | undefined;
}

/**
 * Calls deployed functions the way the dashboard does: the callable protocol over HTTP, with the requests, answers and
 * time limits of the contracts.
 *
 *   const client = new CallableClient(localFunctions('127.0.0.1:5001', 'demo-agenttrader'), () => undefined);
 *   const { equity } = await client.call('sync_account', {}, { idToken });
 */
export class CallableClient {
  /** Where the functions are, without a slash at the end. */
  readonly base: string;
  readonly #appCheckToken: () => string | undefined;

  /** @param appCheckToken what proves that calls may be made from here, where that is asked for */
  constructor(base: string, appCheckToken: () => string | undefined) {
    this.base = base;
    this.#appCheckToken = appCheckToken;
  }

  /**
   * Calls a function with a request of its contract, and waits for as long as the contract says.
   *
   * @throws CallableError when it refuses; ZodError when its answer is none of its contract; Error when nobody answers
   */
  async call<Name extends CallableName>(
    name: Name,
    request: RequestTo<Name>,
    tokens: CallTokens,
    timeoutMs: number = clientTimeoutMs(CONTRACTS[name].callable),
  ): Promise<AnswerOf<Name>> {
    const answer = await this.post(name, request, tokens, timeoutMs);
    if (answer.httpStatus !== 200 || !('result' in answer)) throw new CallableError(name, answer);
    return CONTRACTS[name].callable.response.parse(answer.result) as AnswerOf<Name>;
  }

  /** Sends anything to a function, and answers whatever comes back. @throws Error when nobody answers */
  async post(name: string, data: unknown, { idToken }: CallTokens, timeoutMs: number): Promise<CallAnswer> {
    const appCheckToken = this.#appCheckToken();
    const headers = {
      ...(idToken === undefined ? {} : { authorization: `Bearer ${idToken}` }),
      ...(appCheckToken === undefined ? {} : { 'x-firebase-appcheck': appCheckToken }),
    };
    const { status, text, body } = await postJson(`${this.base}/${name}`, { data }, headers, timeoutMs);
    const answer = { httpStatus: status, text };
    const succeeded = success.safeParse(body);
    if (succeeded.success) return { ...answer, result: succeeded.data.result };
    const failed = failure.safeParse(body);
    return failed.success ? { ...answer, error: failed.data.error } : answer;
  }
}
