import { z } from 'zod';
import { tradableSymbolSchema } from '../symbols.ts';
import { TRADE_SOURCES, TRADE_STATUSES } from '../trades/shadow-trade.ts';
import { sideSchema } from '../trades/side-schema.ts';

/** Which trades are summed up; every field that is given must match. */
export const summarizeShadowTradesRequest = z.strictObject({
  status: z.enum(TRADE_STATUSES, { error: 'status must be "OPEN" or "CLOSED".' }).optional(),
  symbol: tradableSymbolSchema.optional(),
  side: sideSchema.optional(),
  source: z.enum(TRADE_SOURCES, { error: `source must be one of ${TRADE_SOURCES.join(', ')}.` }).optional(),
  /** Opened at or after. */
  from: z.iso.datetime({ error: 'from must be an ISO 8601 time in UTC.' }).optional(),
  /** Opened before. */
  to: z.iso.datetime({ error: 'to must be an ISO 8601 time in UTC.' }).optional(),
});
export type SummarizeShadowTradesRequest = z.infer<typeof summarizeShadowTradesRequest>;

/** Over all of the tenant's trades that match, however many there are. Amounts are US dollars. */
export const summarizeShadowTradesResponse = z.strictObject({
  count: z.int(),
  open: z.int(),
  closed: z.int(),
  /** Sum of the entry notionals. */
  notionalUsd: z.string(),
  /** Sum of the closed trades' final P&L. */
  realizedPnl: z.string(),
  /** Sum of the open trades' P&L at their last mark. */
  unrealizedPnl: z.string(),
  /** Closed trades that gained, and those that lost; one that did neither counts in neither. */
  wins: z.int(),
  losses: z.int(),
  /** Documents that are no valid trade and could not be counted. */
  unreadable: z.int(),
  asOf: z.iso.datetime(),
});
export type SummarizeShadowTradesResponse = z.infer<typeof summarizeShadowTradesResponse>;
