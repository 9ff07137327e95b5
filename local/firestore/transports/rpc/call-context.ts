import type { DatabaseId } from '../../storage/resource-path.ts';
import { type Caller, parseAuthorization } from './caller.ts';
import type { Engine } from './engine.ts';

/** What a transport knows about a call besides its message. */
export interface CallContext {
  /**
   * Who calls, asked when the request's names have been checked.
   *
   * @throws INVALID_ARGUMENT for a malformed token, UNAUTHENTICATED or PERMISSION_DENIED for one that is not good here
   */
  caller(databaseId: DatabaseId): Caller;
}

/** @param authorization value of the Authorization header */
export function callContext(engine: Engine, authorization: string | undefined): CallContext {
  return {
    caller: ({ project }) =>
      parseAuthorization(authorization, { project, now: engine.store.clock.readTime() / 1_000_000 }),
  };
}
