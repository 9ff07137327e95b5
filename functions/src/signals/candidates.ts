import { InvalidSymbolError, parseTradableSymbol, type TradableSymbol } from '@agenttrader/domain/symbols';
import type { SnapshotPosition } from './ports.ts';

/** How many symbols are looked at when the trader names none. */
const MAX_CANDIDATES = 5;
/** Of these, how many places are kept for symbols that are not held. */
const KEPT_FOR_OTHERS = 2;

/** The symbols to ask about: the one that the trader named, or what is held and a few that everybody watches. */
export function candidateSymbols(
  asked: TradableSymbol | undefined,
  positions: readonly SnapshotPosition[],
  watched: readonly TradableSymbol[],
): TradableSymbol[] {
  if (asked !== undefined) return [asked];
  const held = positions.flatMap(position => parsePositionSymbol(position) ?? []);
  const chosen = [...new Set(held)].slice(0, MAX_CANDIDATES - KEPT_FOR_OTHERS);
  return [...new Set([...chosen, ...watched])].slice(0, MAX_CANDIDATES);
}

/** A position's symbol as it is traded: the broker writes a crypto position without the slash of its pair. */
export function parsePositionSymbol({ symbol, assetClass }: SnapshotPosition): TradableSymbol | undefined {
  const pair = assetClass === 'crypto' && !symbol.includes('/') ? symbol.replace(/USD$/, '/USD') : symbol;
  try {
    return parseTradableSymbol(pair);
  } catch (thrown) {
    if (thrown instanceof InvalidSymbolError) return undefined;
    throw thrown;
  }
}
