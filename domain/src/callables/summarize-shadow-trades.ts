import { z } from 'zod';
import { tradableSymbolSchema } from '../symbols.ts';
import { TRADE_SOURCES, TRADE_STATUSES } from '../trades/shadow-trade.ts';
import { sideSchema } from '../trades/side-schema.ts';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

/** Which trades are summed up; every field that is given must match. */
const summarizeShadowTradesRequest = z.strictObject({
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
const summarizeShadowTradesResponse = z.strictObject({
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

/** Totals over all matching trades. */
export const summarizeShadowTrades = defineCallable({
  name: 'summarize_shadow_trades',
  request: summarizeShadowTradesRequest,
  response: summarizeShadowTradesResponse,
  kind: 'query',
});

export const summarizeShadowTradesContract = {
  callable: summarizeShadowTrades,
  purpose: 'Sums up all of the caller’s trades that match, however many there are, to the cent.',
  requires: 'confirmed',
  limit: { perMinute: 60, perDay: 200 },
  instance: SMALL_INSTANCE,
  errors: {
    'failed-precondition': 'The account is not set up, or it was deleted.',
    'resource-exhausted': 'The sums of today have gone through too many trades.',
    unavailable:
      'The trades are being counted anew, and there are many: the next call goes on where this one stopped.',
    aborted: 'Too many requests of the caller arrived at the same moment.',
  },
  example: {
    request: { status: 'OPEN', from: '2026-03-02T15:00:00Z' },
    response: {
      count: 2,
      open: 2,
      closed: 0,
      notionalUsd: '2525.00',
      realizedPnl: '0.00',
      unrealizedPnl: '-3.10',
      wins: 0,
      losses: 0,
      unreadable: 0,
      asOf: '2026-03-02T15:00:02.118Z',
    },
  },
  cost: { reads: 203, writes: 0, seconds: 1 },
} satisfies CallableContract<typeof summarizeShadowTrades>;
