import { z } from 'zod';
import type { Brand } from './money/brand.ts';
import { shownInMessage } from './money/shown-in-message.ts';

/** A US stock ("AAPL", "BRK.B") or a crypto pair ("BTC/USD"), upper case. */
export type TradableSymbol = Brand<'TradableSymbol'>;

export type AssetClass = 'us_equity' | 'crypto';

/** The text is not a symbol. The message is safe to show and says what is accepted. */
export class InvalidSymbolError extends Error {
  constructor(text: unknown) {
    super(
      `${shownInMessage(text)} is not a symbol: a stock such as AAPL or BRK.B (a letter, then up to 9 letters, digits or ` +
        'points) and a crypto pair such as BTC/USD are accepted.',
    );
    this.name = 'InvalidSymbolError';
  }
}

const STOCK = /^[A-Z][A-Z0-9.]{0,9}$/;
const CRYPTO_PAIR = /^[A-Z0-9]{2,10}\/[A-Z]{3,5}$/;

/**
 * Reads a symbol in any letter case.
 *
 * @throws InvalidSymbolError
 */
export function parseTradableSymbol(text: unknown): TradableSymbol {
  // Only ASCII letters change case: toUpperCase would also turn "ſ" into "S", and let two spellings of a
  // stranger's choosing meet in one symbol.
  const symbol = typeof text === 'string' ? text.replace(/[a-z]/g, letter => letter.toUpperCase()) : '';
  if (!STOCK.test(symbol) && !CRYPTO_PAIR.test(symbol)) throw new InvalidSymbolError(text);
  return symbol as TradableSymbol;
}

export function assetClassOf(symbol: TradableSymbol): AssetClass {
  return symbol.includes('/') ? 'crypto' : 'us_equity';
}

/**
 * The symbol as a Firestore document id, which cannot hold a slash: BTC/USD becomes BTC-USD. No symbol holds
 * a hyphen, so no two symbols share an id.
 */
export function symbolToDocumentId(symbol: TradableSymbol): string {
  return symbol.replace('/', '-');
}

/**
 * The symbol that `symbolToDocumentId` made the id from.
 *
 * @throws InvalidSymbolError when the id is not exactly what that function produces
 */
export function symbolFromDocumentId(id: string): TradableSymbol {
  const symbol = parseTradableSymbol(id.replace('-', '/'));
  if (symbolToDocumentId(symbol) !== id) throw new InvalidSymbolError(id);
  return symbol;
}

/** A symbol in a request or a document; hands out the upper-case form. */
export const tradableSymbolSchema = z.codec(
  z.string({ error: issue => new InvalidSymbolError(issue.input).message }),
  z.custom<TradableSymbol>(),
  {
    decode: (text, context) => {
      try {
        return parseTradableSymbol(text);
      } catch (error) {
        if (!(error instanceof InvalidSymbolError)) throw error;
        context.issues.push({ code: 'custom', message: error.message, input: text });
        return z.NEVER;
      }
    },
    encode: (symbol: string) => symbol,
  },
);
