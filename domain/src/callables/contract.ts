import { z } from 'zod';
import type { CallableErrorCode } from './error-codes.ts';
import type { RefusalReason } from './refusal-reasons.ts';

/** Where the functions are deployed. */
export const FUNCTIONS_REGION = 'us-central1';

/** What a client needs to call a function. The rest of the contract never reaches a browser. */
export interface Callable<
  Name extends string = string,
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  /** The name that it is deployed under. */
  readonly name: Name;
  readonly request: Request;
  readonly response: Response;
  /** How long the function may take, in seconds. After that the platform ends it. */
  readonly timeLimitSeconds: number;
  /** A query changes nothing, so that nothing can have been done where its answer never came. */
  readonly kind: 'query' | 'command';
}

/** Declares what a client needs; a command of 60 seconds unless it says otherwise. */
// @__NO_SIDE_EFFECTS__
export function defineCallable<
  const Name extends string,
  Request extends z.ZodType,
  Response extends z.ZodType,
>(
  definition: Pick<Callable<Name, Request, Response>, 'name' | 'request' | 'response'> &
    Partial<Pick<Callable, 'timeLimitSeconds' | 'kind'>>,
): Callable<Name, Request, Response> {
  return { timeLimitSeconds: 60, kind: 'command', ...definition };
}

/** How much longer a client waits than the function may take, in milliseconds: the answer has a way to go. */
const ANSWER_TRAVELS_MS = 10_000;

/** How long a client waits for the answer, in milliseconds. */
export const clientTimeoutMs = ({ timeLimitSeconds }: Pick<Callable, 'timeLimitSeconds'>): number =>
  timeLimitSeconds * 1_000 + ANSWER_TRAVELS_MS;

/** Whether requests to the callable carry an idempotency key. */
export const takesIdempotencyKey = ({ request }: Pick<Callable, 'request'>): boolean =>
  request instanceof z.ZodObject && Object.hasOwn(request.shape, 'idempotencyKey');

/** What a callable asks of who calls. */
export interface Requirements {
  /**
   * Who may call: everybody who is `signed-in`; whose address is `verified`, whosever session it is; whoever signed in
   * after their address was `confirmed`; or `operator`s, of whom the same is asked.
   */
  readonly requires: 'signed-in' | 'verified' | 'confirmed' | 'operator';
  /**
   * `standing`: Auth is asked whether the session was ended. `recent`: that, and the sign-in is not older than
   * `RECENT_SIGN_IN_MS`. Operators' sessions are always asked for.
   */
  readonly session?: 'standing' | 'recent';
}

/** How often one person may call a callable, on all instances together. */
export interface CallLimit {
  /** Within one minute of the clock. */
  readonly perMinute: number;
  /**
   * On one UTC day. Every call counts whose request could be read, whatever becomes of it. Signals and trades have a quota
   * of their own, which an operator sets: there are more calls than those, and the difference is how many refusals are free.
   */
  readonly perDay: number;
  /** Lets a call through where it cannot be counted: in an emergency, a limit must not be one more thing that fails. */
  readonly emergency?: true;
}

/** What an instance of the function has, and how many calls it answers at the same moment. */
export interface InstanceSize {
  readonly memoryMib: 256 | 512;
  readonly concurrency: number;
}

export const SMALL_INSTANCE: InstanceSize = { memoryMib: 256, concurrency: 40 };
export const LARGE_INSTANCE: InstanceSize = { memoryMib: 512, concurrency: 40 };
/** For what goes through thousands of documents: few at a time, each with room. */
export const FEW_AT_A_TIME: InstanceSize = { memoryMib: 512, concurrency: 4 };

/** How long a function may take that goes through thousands of documents, in seconds. */
export const LONG_WORK_SECONDS = 540;

/**
 * What one call needs at most; the count of the call itself comes on top. With 200 open trades, the most that the
 * platform allows. The documents are counted by a test that makes the call; how long it takes is what we take it to.
 */
export interface CallCost {
  readonly reads: number;
  readonly writes: number;
  readonly deletes?: number;
  /** Accesses to Secret Manager. */
  readonly secrets?: number;
  /** Taken to last, on an instance with one CPU, while everything outside answers within its usual time. */
  readonly seconds: number;
}

/** When a callable refuses, and what the app can do about it by itself. */
export interface DeclaredRefusal {
  readonly when: string;
  readonly reason: RefusalReason;
}

/**
 * Everything that is fixed about a callable: what a client needs, who may call, how often, and what it answers. The
 * deployed function, its limits, the price list and docs/api.md are derived from it.
 */
export interface CallableContract<C extends Callable = Callable> extends Requirements {
  readonly callable: C;
  /** What it does, in a sentence or a few. */
  readonly purpose: string;
  readonly limit: CallLimit;
  /** Parameters of the functions, by their names, that bound what comes of calls. */
  readonly quotas?: readonly string[];
  readonly instance: InstanceSize;
  /** The refusals of its own: when, and with which reason. Those that every callable has are in `errorsOf`. */
  readonly errors: Partial<Record<CallableErrorCode, string | DeclaredRefusal>>;
  readonly example: { readonly request: z.input<C['request']>; readonly response: z.output<C['response']> };
  readonly cost: CallCost;
}
