import { parseTradableSymbol, type TradableSymbol } from '@agenttrader/domain/symbols';

/** Coins that brokers write without a slash before the currency. No US stock has such a name. */
const COINS =
  'AAVE|AVAX|BAT|BCH|BTC|CRV|DOGE|DOT|ETH|GRT|LINK|LTC|MKR|PEPE|SHIB|SOL|SUSHI|TRUMP|UNI|XRP|XTZ|YFI';
const GLUED_PAIR = new RegExp(`^(${COINS})(USD[CT]?|BTC)$`);
const SEPARATED_PAIR = /^([A-Z0-9]{2,10})[-_:](USD[CT]?|BTC)$/;
const ANY_GLUED_PAIR = /^([A-Z0-9]{2,10}?)(USD[CT]?)$/;

/**
 * A symbol of an earlier system: in any letter case, crypto pairs with and without their slash.
 *
 * @param assetClass what the document says of it, if it does
 */
export function readSymbol(value: unknown, assetClass?: unknown): TradableSymbol | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replace(/[a-z]/g, letter => letter.toUpperCase());
  const crypto = typeof assetClass === 'string' && /crypto/i.test(assetClass);
  const pair =
    GLUED_PAIR.exec(text) ?? SEPARATED_PAIR.exec(text) ?? (crypto ? ANY_GLUED_PAIR.exec(text) : null);
  try {
    return parseTradableSymbol(pair ? `${pair[1]}/${pair[2]}` : text);
  } catch {
    return undefined;
  }
}
