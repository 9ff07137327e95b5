import type { Caller } from './caller.ts';
import { parseAuthorization } from './caller.ts';

/** What a transport knows about a call besides its message. */
export interface CallContext {
  /** @throws INVALID_ARGUMENT for a malformed token: names are checked first, so this is asked later */
  caller(): Caller;
}

/** @param authorization value of the Authorization header */
export function callContext(authorization: string | undefined): CallContext {
  return { caller: () => parseAuthorization(authorization) };
}
