import { closedTrade, shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import { performance, TALLY_VERSION, tradeTally } from '@agenttrader/domain/documents/trade-tally';
import { type TradableSymbol, tradableSymbolSchema } from '@agenttrader/domain/symbols';
import { computePerformance } from '@agenttrader/domain/trades/performance';
import { OTHER, sumTally, type TalliedTrade, type TradeTally } from '@agenttrader/domain/trades/trade-tally';
import { z } from 'zod';
import { byBytes } from '../firestore/document-order.ts';

const { updatedAt: _, ...counted } = tradeTally.fields;
/** What counting goes on from. */
const countedTally = tradeTally.part(counted);

/** A tally, and how far the count has got. */
export interface StoredTally {
  /** Which count of all trades it belongs to. Tallies of symbols that belong to an earlier one are void. */
  readonly generation: string;
  /** Trades up to this id are counted, in the order of their ids; null once all are. */
  readonly countedTo: string | null;
  readonly sums: TradeTally;
}

type Fields = Readonly<Record<string, unknown>>;

/** A tally of which nothing is counted yet. */
export const emptyTally = (generation: string): StoredTally => ({ generation, countedTo: '', sums: {} });

/** Whether the tally counts the trade: it has it already, or will never look at it again. */
export const counts = ({ countedTo }: StoredTally, tradeId: string): boolean =>
  countedTo === null || byBytes(tradeId, countedTo) <= 0;

/**
 * The tally of all trades; undefined where there is none that can be believed. What an earlier version of these functions
 * writes while it is being replaced changes the figures, and not the sums: it is found out by that.
 */
export function readTotalTally(fields: Fields | undefined): StoredTally | undefined {
  const tally = parsed(fields);
  if (!tally) return undefined;
  const figures = tally.countedTo === null ? sumTally(tally.sums).closedTrades : undefined;
  return fields?.[performance.names.closedTrades] === figures ? tally : undefined;
}

/** The tally of a symbol; undefined where there is none of that generation. */
export function readSymbolTally(fields: Fields | undefined, generation: string): StoredTally | undefined {
  const tally = parsed(fields);
  return tally?.generation === generation ? tally : undefined;
}

const parsed = (fields: Fields | undefined): StoredTally | undefined => countedTally.read(fields).value;

/** The document of a symbol's tally. */
export const symbolTallyFields = (tally: StoredTally, at: Date): Fields =>
  tradeTally.write({ ...tally, tallyVersion: TALLY_VERSION, updatedAt: at });

/** The document of the tally of all trades. Its figures are there once all are counted: half of them mislead. */
export function totalTallyFields(tally: StoredTally, at: Date): Fields {
  const counting = { ...tally, tallyVersion: TALLY_VERSION, updatedAt: at } as const;
  if (tally.countedTo !== null) return performance.write(counting);
  const { closedTrades, wins, losses, grossProfit, grossLoss } = sumTally(tally.sums);
  const sums = { closedTrades, wins, losses, grossProfit, grossLoss };
  return performance.write({ ...counting, ...sums, ...computePerformance(sums) });
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
export function readTalliedTrade(fields: Fields | undefined): TalliedTrade | undefined {
  const { value } = kind.read(fields);
  if (!value || value.status === 'OPEN') return undefined;
  const { status, side, source } = value;
  return { status, side, source, amounts: status === 'CLOSED' ? settled.read(fields).value : undefined };
}

/** What of a trade's document the tallies depend on. */
export const TALLIED_FIELDS = [...kind.storedNames, names.symbol, ...settled.storedNames];

/** The symbol in whose tally a trade is; undefined for one that nobody can ask for. */
export function readTalliedSymbol(fields: Fields | undefined): TradableSymbol | undefined {
  const { data } = tradableSymbolSchema.safeParse(fields?.[names.symbol]);
  return data === fields?.[names.symbol] ? data : undefined;
}
