import { type Money, roundToCents } from '@agenttrader/domain/money/money';
import { type Price, roundToPrice } from '@agenttrader/domain/money/price';
import { parseQuantity, type Quantity } from '@agenttrader/domain/money/quantity';
import { plainText } from '@agenttrader/domain/signals/plain-text';
import { parseSide, type Side } from '@agenttrader/domain/trades/side';
import { boundPlaces, cutPlaces, decimalText } from './decimal-text.ts';

/** What the product keeps of a text that explains something. */
const MAX_TEXT = 500;
/** What is kept of an answer of a model, and of the question. */
const MAX_HISTORY_TEXT = 20_000;
const MAX_WORD = 128;
const QUANTITY_PLACES = 9;

/** An amount, rounded half-even to the cent. */
export const readMoney = (value: unknown): Money | undefined => decimal(value, boundPlaces, roundToCents);

/** A positive price, rounded half-even to 9 places. */
export const readPrice = (value: unknown): Price | undefined => decimal(value, boundPlaces, roundToPrice);

/** A positive size; what stands behind 9 places is cut off, as brokers do. */
export const readQuantity = (value: unknown): Quantity | undefined =>
  decimal(value, text => cutPlaces(text, QUANTITY_PLACES), parseQuantity);

/** A size whose sign says long or short. */
export function readSignedQuantity(value: unknown): { quantity: Quantity; negative: boolean } | undefined {
  const text = decimalText(value);
  const negative = text?.startsWith('-') === true;
  const quantity = readQuantity(negative ? text?.slice(1) : text);
  return quantity && { quantity, negative };
}

function decimal<T>(
  value: unknown,
  bound: (text: string) => string,
  parse: (text: string) => T,
): T | undefined {
  const text = decimalText(value);
  if (text === undefined) return undefined;
  try {
    return parse(bound(text));
  } catch {
    return undefined;
  }
}

/** `BUY` or `SELL`, from any word for them; "OrderSide.BUY" is what Python makes of an enum. */
export function readSide(value: unknown): Side | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return parseSide(
      normalizeWord(value)
        .replace(/_to_(open|close)$/, '')
        .replace(/^strong_/, ''),
    );
  } catch {
    return undefined;
  }
}

/** A word of a closed vocabulary: lower case, without the name of a Python enum before it. */
export const normalizeWord = (value: string): string =>
  value
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+\./, '')
    .replaceAll(/[\s-]+/g, '_');

/** A text that a person may read, as the product keeps it. */
export const readText = (value: unknown): string | undefined =>
  typeof value === 'string' ? plainText(value, MAX_TEXT) : undefined;

/** A text of several lines as it was, without characters that nobody sees; what is no text, as JSON. */
export function readHistoryText(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'bigint') return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const lines = text.slice(0, MAX_HISTORY_TEXT).split(/\r\n?|\n/u);
  return lines
    .map(line => plainText(line, MAX_HISTORY_TEXT))
    .join('\n')
    .trim();
}

/** A name or an id. */
export const readName = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? plainText(String(value), MAX_WORD) : undefined;

export const readFlag = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(true|false)$/i.test(value)
    ? value.toLowerCase() === 'true'
    : undefined;
};

/** From 0 to 1. What is above 1 was meant as per cent, and so is what ends in "%". */
export function readConfidence(value: unknown): number | undefined {
  const percent = typeof value === 'string' && value.trim().endsWith('%');
  const text = decimalText(typeof value === 'string' ? value.trim().replace(/%$/, '').trim() : value);
  if (text === undefined) return undefined;
  const number = Number(text);
  const share = percent || number > 1 ? number / 100 : number;
  return share >= 0 && share <= 1 ? share : undefined;
}
