import { type CallableName, CONTRACTS, type RequestTo } from '../../domain/src/callables/list.ts';

/** A request that the callable accepts, to make requests from that are almost right. */
export const acceptedRequest = <Name extends CallableName>(name: Name): RequestTo<Name> =>
  CONTRACTS[name].example.request as RequestTo<Name>;

/** The names of all callables. */
export const CALLABLE_NAMES = Object.keys(CONTRACTS) as CallableName[];
