import { brokerEnvironment } from '@agenttrader/domain/accounts/environment';
import { z } from 'zod';
import type { MarketNow } from '../clock/market-clock.ts';
import { hashSecret } from '../exchange.ts';
import { amountOf, formatNano, nano, parseNano, toCents } from '../money/nano.ts';
import { findInstrument, namedUuid } from '../prices/instruments.ts';
import type { Market } from '../prices/market.ts';
import { hash32 } from '../prices/random.ts';
import type { Account, AccountSettings, Holding } from './state.ts';
import { lastPrice } from './valuation.ts';

/** A decimal, given as a string or, for convenience, as a JSON number. */
const decimal = z
  .union([z.string(), z.number()])
  .transform(value => String(value))
  .refine(text => parseNano(text) !== undefined, 'not a plain decimal');

const settings = {
  status: z.string().regex(/^[A-Z_]+$/),
  tradingBlocked: z.boolean(),
  accountBlocked: z.boolean(),
  transfersBlocked: z.boolean(),
  tradeSuspendedByUser: z.boolean(),
  shortingEnabled: z.boolean(),
  multiplier: z.union([z.literal(1), z.literal(2), z.literal(4)]),
};

export const settingsSchema = z.strictObject(settings).partial();

export const newAccountSchema = z.strictObject({
  keyId: z.string().regex(/^[\w-]{1,128}$/, 'letters, digits, hyphens and underscores'),
  secretKey: z.string().min(1).max(256),
  environment: brokerEnvironment,
  /** Dollars; 100,000 without it. */
  cash: decimal.optional(),
  positions: z
    .array(
      z.strictObject({
        symbol: z.string().refine(symbol => findInstrument(symbol) !== undefined, 'unknown symbol'),
        /** Negative for a short position. */
        qty: decimal,
        /** Dollars; the present price without it. */
        avgEntryPrice: decimal.optional(),
      }),
    )
    .optional(),
  ...z.object(settings).partial().shape,
});

export type NewAccount = z.infer<typeof newAccountSchema>;

const DEFAULTS: AccountSettings = {
  status: 'ACTIVE',
  tradingBlocked: false,
  accountBlocked: false,
  transfersBlocked: false,
  tradeSuspendedByUser: false,
  shortingEnabled: true,
  multiplier: 2,
};

function accountNumber(wanted: NewAccount): string {
  const digits = String(hash32(`number/${wanted.environment}/${wanted.keyId}`)).padStart(10, '0');
  return wanted.environment === 'paper' ? `PA${digits}` : digits;
}

/** Opens an account. Its ids depend on its key id and environment alone. */
export function newAccount(market: Market, wanted: NewAccount, now: MarketNow): Account {
  const { keyId, secretKey, environment, cash, positions, ...given } = wanted;
  const holdings: Record<string, Holding> = {};
  for (const position of positions ?? []) {
    const instrument = findInstrument(position.symbol);
    const qty = nano(position.qty);
    if (instrument === undefined || qty === 0n) continue;
    const entry = position.avgEntryPrice;
    const price = entry === undefined ? lastPrice(market, instrument, now.ms) : nano(entry);
    holdings[instrument.symbol] = { qty: formatNano(qty), cost: formatNano(amountOf(qty, price)) };
  }
  const portfolio = { cash: formatNano(toCents(nano(cash ?? '100000'))), holdings };
  const state = {
    keyId,
    secretHash: hashSecret(secretKey),
    environment,
    id: namedUuid(`account/${environment}/${keyId}`),
    number: accountNumber(wanted),
    settings: {
      ...DEFAULTS,
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    },
    createdMs: now.ms,
    portfolio,
    baseline: { sinceMs: now.ms, fromFill: 1, portfolio: structuredClone(portfolio) },
    era: now.era,
    nextSequence: 1,
  };
  return { state, orders: new Map(), fills: [] };
}
