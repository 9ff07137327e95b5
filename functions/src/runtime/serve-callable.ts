import type { IncomingMessage } from 'node:http';
import {
  type CallableFunction,
  type CallableRequest,
  HttpsError,
  type Request,
} from 'firebase-functions/v2/https';
import { readEnvelope } from './envelope.ts';
import { guardedBody } from './http-guard/guard.ts';
import { describeThrown, type Log } from './log.ts';

/** Reads who calls from the tokens of a request. What it logs of a bad token is the kind of failure. */
export interface CallerTokens {
  /** `undefined` without a token; `rejected` for one that is not valid. @param header `Authorization` */
  signedIn(header: string | undefined): Promise<CallableRequest['auth'] | 'rejected'>;
  /** The app that App Check attests; `undefined` without a valid token. @param header `X-Firebase-AppCheck` */
  app(header: string | undefined): Promise<CallableRequest['app']>;
}

type Response = NonNullable<Request['res']>;
type Declared = CallableFunction<unknown, Promise<unknown>>;

/**
 * Serves a function that `onCall` declared. The declaration, and what is deployed by it, stay the same; the requests
 * are answered here, since `onCall` itself logs bodies without `data`, names of fields, values and claims that
 * whoever calls chose, all of it before it knows who that is. CORS is the guard's.
 */
export function serveCallable(
  name: string,
  declared: Declared,
  tokens: () => CallerTokens,
  log: Log,
): Declared {
  const serve = async (request: Request, response: Response): Promise<void> => {
    try {
      const result = await declared.run(await readCall(name, request, tokens(), log));
      response.status(200).send({ result: result ?? null });
    } catch (thrown) {
      if (!(thrown instanceof HttpsError)) {
        log.error('callable failed', { callable: name, ...describeThrown(thrown) });
      }
      const error = thrown instanceof HttpsError ? thrown : new HttpsError('internal', FAILED);
      response.status(error.httpErrorCode.status).send({ error });
    }
  };
  return new Proxy(declared, {
    apply: (_declared, _this, [request, response]: [Request, Response]) => serve(request, response),
  });
}

const FAILED = 'Something went wrong on our side. We have logged it; try again in a minute.';

/** @throws HttpsError when it is no call, or its sign-in is not valid */
async function readCall(
  name: string,
  request: Request,
  tokens: CallerTokens,
  log: Log,
): Promise<CallableRequest<unknown>> {
  const body = guardedBody(request as IncomingMessage);
  if (!body) {
    // Served without the guard, anybody could end the process with one large request: better to serve nobody.
    log.error('a request did not come through the guard', { callable: name });
    throw new HttpsError('internal', FAILED);
  }
  const envelope = readEnvelope(request.method, body);
  if (envelope.kind === 'refused') throw new HttpsError('invalid-argument', envelope.message);
  const [auth, app] = await Promise.all([
    tokens.signedIn(request.header('authorization')),
    tokens.app(request.header('x-firebase-appcheck')),
  ]);
  if (auth === 'rejected') {
    throw new HttpsError('unauthenticated', 'Your sign-in is not valid any more. Sign in again.');
  }
  const { data } = envelope;
  return {
    data,
    rawRequest: request,
    acceptsStreaming: false,
    ...(auth ? { auth } : {}),
    ...(app ? { app } : {}),
  };
}
