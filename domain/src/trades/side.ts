import { shownInMessage } from '../money/shown-in-message.ts';

/** Direction of a trade: BUY is long and gains when the price rises, SELL is short and gains when it falls. */
export type Side = 'BUY' | 'SELL';

/** Both sides, for schemas and menus. */
export const SIDES = ['BUY', 'SELL'] as const satisfies readonly Side[];

const SIDE_BY_WORD: ReadonlyMap<string, Side> = new Map([
  ['buy', 'BUY'],
  ['long', 'BUY'],
  ['sell', 'SELL'],
  ['short', 'SELL'],
]);

/** The word is neither a side nor one of its synonyms. The message is safe to show. */
export class UnknownSideError extends Error {
  constructor(word: unknown) {
    super(`${shownInMessage(word)} is not a side: "buy" (or "long") and "sell" (or "short") are accepted.`);
    this.name = 'UnknownSideError';
  }
}

/**
 * Reads a side in any letter case.
 *
 * @throws UnknownSideError
 */
export function parseSide(text: unknown): Side {
  const side = typeof text === 'string' ? SIDE_BY_WORD.get(text.toLowerCase()) : undefined;
  if (side === undefined) throw new UnknownSideError(text);
  return side;
}
