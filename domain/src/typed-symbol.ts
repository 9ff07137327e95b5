import { z } from 'zod';
import { tradableSymbolSchema } from './symbols.ts';

/** The coins that Alpaca trades against the dollar. */
const COINS = new Set(
  'AAVE AVAX BAT BCH BTC CRV DOGE DOT ETH GRT LINK LTC MKR PEPE SHIB SOL SUSHI TRUMP UNI USDC USDT XRP XTZ YFI'.split(
    ' ',
  ),
);

/** Those whose bare name stands for the coin. The others' names are stocks, too: LINK, DOT, SOL. */
const COINS_BY_NAME = new Set('AAVE AVAX BCH BTC DOGE ETH PEPE SHIB USDC USDT XTZ YFI'.split(' '));

const PAIR = /^([A-Z0-9]{2,10})[-_ ]([A-Z]{3,5})$/;

/**
 * A symbol as people type it, as this project spells it: "btcusd", "BTC-USD" and "btc" are BTC/USD. Anything else is
 * answered in upper case without the space around it, for a schema to judge.
 */
export function readTypedSymbol(text: string): string {
  const typed = text.trim().replace(/[a-z]/g, letter => letter.toUpperCase());
  if (COINS_BY_NAME.has(typed)) return `${typed}/USD`;
  const coin = typed.endsWith('USD') ? typed.slice(0, -'USD'.length) : '';
  if (COINS.has(coin)) return `${coin}/USD`;
  const [, base, quote] = PAIR.exec(typed) ?? [];
  return base === undefined ? typed : `${base}/${quote}`;
}

/** A symbol in a field that a person types into; hands out the canonical one. */
export const typedSymbolSchema = z.string().transform(readTypedSymbol).pipe(tradableSymbolSchema);
