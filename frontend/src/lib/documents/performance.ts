import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { figure, optionalTimestamp } from './fields.ts';

const schema = z.object({
  realized_pnl: figure,
  unrealized_pnl: figure,
  win_rate: figure,
  profit_factor: figure,
  expectancy: figure,
  max_drawdown: figure,
  sharpe: figure,
  sortino: figure,
  by_strategy: z.record(z.string(), z.unknown()).nullish(),
  updated_at: optionalTimestamp,
});

/** `users/{uid}/data/performance`. A figure that is not defined yet, such as a ratio without a loss, is null. */
export const readPerformance = documentReader(schema, fields => ({
  realizedPnl: fields.realized_pnl,
  unrealizedPnl: fields.unrealized_pnl,
  winRate: fields.win_rate,
  profitFactor: fields.profit_factor,
  expectancy: fields.expectancy,
  maxDrawdown: fields.max_drawdown,
  sharpe: fields.sharpe,
  sortino: fields.sortino,
  updatedAt: fields.updated_at,
}));

export type Performance = Extract<ReturnType<typeof readPerformance>, { ok: true }>['value'];
