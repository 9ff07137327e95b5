import { DecimalError } from '@agenttrader/domain/money/decimal-error';
import { UnreadableError } from './unreadable.ts';

/** Says nothing of who it is: an operator migrates one tenant and need not learn of another. */
export const FOREIGN = 'It names somebody else as its owner.';
export const OCCUPIED = 'Newer data is there.';

/** Why a conversion failed, without anything of the document's contents. Rethrows what is no refusal. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof UnreadableError) return thrown.message;
  if (thrown instanceof DecimalError) return 'An amount computed from its figures is out of range.';
  throw thrown;
}
