import { parseMoney } from '@agenttrader/domain/money/money';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { SignalBounds } from './generate-signal.ts';

/** The operator's settings, as they are written at deployment. */
export interface SignalSettings {
  /** In US dollars, such as "10000.00". */
  readonly maxNotional: string;
  readonly perDay: number;
  /** Symbols separated by commas. */
  readonly watched: string;
}

/**
 * The bounds that the operator's settings spell out.
 *
 * @throws DecimalError, InvalidSymbolError or Error: a deployment with such a setting answers no signal at all
 */
export function signalBounds({ maxNotional, perDay, watched }: SignalSettings): SignalBounds {
  const [first, ...others] = watched
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
    .map(parseTradableSymbol);
  if (first === undefined) throw new Error('SIGNAL_DEFAULT_SYMBOLS names no symbol.');
  return { platformCap: parseMoney(maxNotional), perDay, watched: [first, ...others] };
}
