import { closedTrade, shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import { type TradableSymbol, tradableSymbolSchema } from '@agenttrader/domain/symbols';
import { performanceOf } from '@agenttrader/domain/trades/performance';
import { OTHER, sumsOf, type TalliedTrade, type TradeTally } from '@agenttrader/domain/trades/trade-tally';
import { Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import { byBytes } from './document-order.ts';

/** Documents in an earlier shape are counted anew. */
const VERSION = 1;

/** A tally, and how far the count has got. */
export interface StoredTally {
  /** Which count of all trades it belongs to. Tallies of symbols that belong to an earlier one are void. */
  readonly generation: string;
  /** Trades up to this id are counted, in the order of their ids; null once all are. */
  readonly countedTo: string | null;
  readonly sums: TradeTally;
}

type Fields = Readonly<Record<string, unknown>>;

const count = z.int().nonnegative();

const sumsSchema = z.object({
  closed_trades: count,
  wins: count,
  losses: count,
  gross_profit: moneySchema,
  gross_loss: moneySchema,
  notional: moneySchema,
  unreadable: count,
});

const tallySchema = z.object({
  tally_version: z.literal(VERSION),
  generation: z.string().min(1),
  counted_to: z.string().nullable(),
  sums: z.record(z.string(), sumsSchema),
  closed_trades: count.optional(),
});

/** A tally of which nothing is counted yet. */
export const emptyTally = (generation: string): StoredTally => ({ generation, countedTo: '', sums: {} });

/** Whether the tally counts the trade: it has it already, or will never look at it again. */
export const counts = ({ countedTo }: StoredTally, tradeId: string): boolean =>
  countedTo === null || byBytes(tradeId, countedTo) <= 0;

/**
 * The tally of all trades; undefined where there is none that can be believed. What an earlier version of these functions
 * writes while it is being replaced changes the figures, and not the sums: it is found out by that.
 */
export function totalTallyOf(fields: Fields | undefined): StoredTally | undefined {
  const tally = parsed(fields);
  if (!tally) return undefined;
  const figures = tally.countedTo === null ? sumsOf(tally.sums).closedTrades : undefined;
  return fields?.closed_trades === figures ? tally : undefined;
}

/** The tally of a symbol; undefined where there is none of that generation. */
export function symbolTallyOf(fields: Fields | undefined, generation: string): StoredTally | undefined {
  const tally = parsed(fields);
  return tally?.generation === generation ? tally : undefined;
}

function parsed(fields: Fields | undefined): StoredTally | undefined {
  const { data } = tallySchema.safeParse(fields);
  if (!data) return undefined;
  const sums = Object.entries(data.sums).map(([key, stored]) => {
    const { closed_trades, wins, losses, gross_profit, gross_loss, notional, unreadable } = stored;
    const amounts = { grossProfit: gross_profit, grossLoss: gross_loss, notional };
    return [key, { closedTrades: closed_trades, wins, losses, ...amounts, unreadable }] as const;
  });
  return { generation: data.generation, countedTo: data.counted_to, sums: Object.fromEntries(sums) };
}

/** The document of a symbol's tally. */
export function symbolTallyFields({ generation, countedTo, sums }: StoredTally, at: Date): Fields {
  const stored = Object.entries(sums).map(([key, { closedTrades, wins, losses, ...amounts }]) => {
    const { grossProfit, grossLoss, notional, unreadable } = amounts;
    const money = { gross_profit: grossProfit, gross_loss: grossLoss, notional };
    return [key, { closed_trades: closedTrades, wins, losses, ...money, unreadable }] as const;
  });
  return {
    tally_version: VERSION,
    generation,
    counted_to: countedTo,
    sums: Object.fromEntries(stored),
    updated_at: Timestamp.fromDate(at),
  };
}

/** The document of the tally of all trades. Its figures are there once all are counted: half of them mislead. */
export function totalTallyFields(tally: StoredTally, at: Date): Fields {
  const fields = symbolTallyFields(tally, at);
  if (tally.countedTo !== null) return fields;
  const sums = sumsOf(tally.sums);
  const figures = performanceOf(sums);
  return {
    ...fields,
    closed_trades: sums.closedTrades,
    wins: sums.wins,
    losses: sums.losses,
    gross_profit: sums.grossProfit,
    gross_loss: sums.grossLoss,
    realized_pnl: figures.realizedPnl,
    win_rate: figures.winRate,
    profit_factor: figures.profitFactor,
    expectancy: figures.expectancy,
  };
}

const { names, fields: trade } = shadowTrade;
const settled = closedTrade.part({
  finalPnl: closedTrade.fields.finalPnl,
  notional: closedTrade.fields.notional,
});
const kind = shadowTrade.part({
  status: trade.status.or(z.literal(OTHER)).catch(OTHER),
  side: trade.side.or(z.literal(OTHER)).catch(OTHER),
  source: trade.source.or(z.literal(OTHER)).catch(OTHER),
});

/** What a trade's document adds to the tallies; undefined for an open one, or none. */
export function talliedTradeOf(fields: Fields | undefined): TalliedTrade | undefined {
  const { value } = kind.read(fields);
  if (!value || value.status === 'OPEN') return undefined;
  const { status, side, source } = value;
  return { status, side, source, amounts: status === 'CLOSED' ? settled.read(fields).value : undefined };
}

/** What of a trade's document the tallies depend on. */
export const TALLIED_FIELDS = [...kind.storedNames, names.symbol, ...settled.storedNames];

/** The symbol in whose tally a trade is; undefined for one that nobody can ask for. */
export function talliedSymbolOf(fields: Fields | undefined): TradableSymbol | undefined {
  const { data } = tradableSymbolSchema.safeParse(fields?.[names.symbol]);
  return data === fields?.[names.symbol] ? data : undefined;
}
