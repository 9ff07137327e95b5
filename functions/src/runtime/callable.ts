import { type AddressStanding, addressStanding } from '@agenttrader/domain/accounts/confirmed-address';
import type { Callable, Requirements } from '@agenttrader/domain/callables/contract';
import type { CallableName } from '@agenttrader/domain/callables/list';
import type { RefusalReason } from '@agenttrader/domain/callables/refusal-reasons';
import { shownInMessage } from '@agenttrader/domain/money/shown-in-message';
import { type CallableRequest, HttpsError } from 'firebase-functions/v2/https';
import { z } from 'zod';
import { admit, requireSession, type Sessions } from './admission.ts';
import type { CallLimiter } from './call-limits/call-limiter.ts';
import type { Clock } from './clock.ts';
import { describeThrown, type Log } from './log.ts';
import { UserFacingError } from './user-facing-error.ts';

/** Who calls, as the verified token says. */
export interface Caller {
  readonly uid: string;
  readonly email: string | undefined;
  readonly displayName: string | undefined;
  /** What the session proves of the address. */
  readonly standing: AddressStanding;
  /** How this session was begun, as Firebase names it: `password`, `google.com`. */
  readonly signedInBy: string | undefined;
  /** When, in seconds since the epoch. */
  readonly signedInAt: number;
  /** Whether the token carries the operators' claim, `admin: true`. */
  readonly isOperator: boolean;
}

/** What of a contract answering a call depends on. */
interface Served<Request extends z.ZodType, Response extends z.ZodType> extends Requirements {
  readonly callable: Pick<Callable<CallableName, Request, Response>, 'name' | 'request' | 'response'>;
}

/** What answers a callable, given who calls and the request as its contract reads it. */
export type Answer<Request extends z.ZodType, Response extends z.ZodType> = (
  caller: Caller,
  request: z.output<Request>,
) => Promise<z.input<Response>>;

const UNPROVEN_APP =
  'This was not done, because nothing proved that it came from the AgentTrader page. Reload the page and try again. ' +
  'If that does not help, let www.google.com/recaptcha pass whatever blocks scripts in your browser.';

const IDENTITY_FIELDS = ['uid', 'userId', 'user_id'];

/** What every callable needs of its surroundings. */
export interface CallableSurroundings {
  readonly log: Log;
  /** Whether calls must come from the app itself, which App Check attests. Read at every call. */
  readonly requireAppCheck: () => boolean;
  /** Bounds how often each person calls. Asked at every call. */
  readonly limiter: () => CallLimiter;
  readonly sessions: Sessions;
  readonly clock: Clock;
}

/**
 * Makes the handler of a callable. It takes the identity from the token, refuses one in the body, parses the
 * request, and lets only errors that were written for the user through. Somebody who may not call at all
 * learns nothing of what the request should look like.
 *
 * @throws HttpsError with one of `CALLABLE_ERROR_CODES`
 */
export function callableHandler<Request extends z.ZodType, Response extends z.ZodType>(
  contract: Served<Request, Response>,
  answer: Answer<Request, Response>,
  { log, requireAppCheck, limiter, sessions, clock }: CallableSurroundings,
): (call: CallableRequest<unknown>) => Promise<z.output<Response>> {
  const { name, request: requestSchema, response: responseSchema } = contract.callable;
  return async call => {
    if (requireAppCheck() && !call.app) {
      const reason: RefusalReason = 'unproven_app';
      throw new HttpsError('unauthenticated', UNPROVEN_APP, { reason });
    }
    const auth = requireAuth(call);
    const caller = callerOf(auth);
    try {
      admit(contract, caller, clock.now());
      // A request that cannot be read is refused for nothing; every other call counts, whatever becomes of it.
      const request = parseRequest(requestSchema, call.data);
      const refusal = await limiter().admit(caller.uid, name);
      if (refusal) {
        const { code, message, remembered } = refusal;
        if (!remembered) log.warn('callable limited', { callable: name, tenant: caller.uid, code });
        throw new HttpsError(code, message);
      }
      // What an operator looks at before switching the requirement on: whom it would shut out.
      if (!call.app) log.info('call without App Check', { callable: name, tenant: caller.uid });
      await requireSession(contract, auth.rawToken, sessions);
      return responseSchema.parse(await answer(caller, request));
    } catch (thrown) {
      if (thrown instanceof HttpsError) throw thrown;
      if (thrown instanceof UserFacingError) {
        const { code, message, reason } = thrown;
        const severity = code === 'permission-denied' ? 'warn' : 'info';
        log[severity]('callable refused', { callable: name, tenant: caller.uid, code });
        throw new HttpsError(code, message, reason && { reason });
      }
      log.error('callable failed', {
        callable: name,
        tenant: caller.uid,
        ...describeThrown(thrown),
      });
      throw new HttpsError(
        'internal',
        'Something went wrong on our side. We have logged it; try again in a minute.',
      );
    }
  };
}

function requireAuth(call: CallableRequest<unknown>): NonNullable<CallableRequest['auth']> {
  if (!call.auth) throw new HttpsError('unauthenticated', 'Sign in first.');
  return call.auth;
}

function callerOf({ uid, token }: NonNullable<CallableRequest['auth']>): Caller {
  const { email, name, admin, firebase, auth_time: signedInAt } = token;
  return {
    uid,
    email,
    displayName: typeof name === 'string' ? name : undefined,
    standing: addressStanding(token),
    signedInBy: firebase?.sign_in_provider,
    signedInAt: Number(signedInAt),
    isOperator: admin === true,
  };
}

/**
 * A missing body counts as an empty one, and a field that is null as absent: that is how client libraries send a field
 * that is `undefined`. The answer names the fields of the contract, and quotes neither values nor names that were sent:
 * they may be keys.
 */
function parseRequest<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const body = withoutNulls(schema, data ?? {});
  const identity = IDENTITY_FIELDS.find(field => typeof body === 'object' && field in body);
  if (identity) {
    throw new HttpsError(
      'invalid-argument',
      `Remove "${identity}" from the request: who you are is read from your sign-in.`,
    );
  }
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new HttpsError('invalid-argument', parsed.error.issues.map(problemOf).join(' '));
}

/** The sentences of the domain begin with the value that they are about, which helps in a form alone. */
function problemOf({ code, path, message, input }: z.core.$ZodIssue): string {
  if (code === 'unrecognized_keys') return UNKNOWN_FIELD;
  const sentence = message.replace(shownInMessage(input), () => 'This value');
  return path.length > 0 ? `${path.join('.')}: ${sentence}` : sentence;
}

const UNKNOWN_FIELD =
  'The request has a field that this function does not know. Remove it, or correct its name.';

/** Without the fields of the contract that are null. One that the contract does not know stays, and is refused. */
function withoutNulls(schema: z.ZodType, body: NonNullable<unknown>): NonNullable<unknown> {
  if (typeof body !== 'object' || Array.isArray(body) || !(schema instanceof z.ZodObject)) return body;
  const isAbsent = ([field, value]: [string, unknown]) =>
    value === null && Object.hasOwn(schema.shape, field);
  return Object.fromEntries(Object.entries(body).filter(entry => !isAbsent(entry)));
}
