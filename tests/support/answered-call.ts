import { type AnswerOf, type CallableName, CONTRACTS } from '../../domain/src/callables/list.ts';
import type { Call } from '../../scripts/admin/operations.ts';

/** Calls that are answered by `answer`, as long as that is an answer of the contract. */
export const answeredBy =
  (answer: (name: CallableName, request: unknown) => unknown): Call =>
  async <Name extends CallableName>(name: Name, request: unknown) =>
    CONTRACTS[name].callable.response.parse(answer(name, request)) as AnswerOf<Name>;
