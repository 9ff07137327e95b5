import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalText, optionalTimestamp } from './fields.ts';

const schema = z.object({
  enabled: z.boolean(),
  message: optionalText,
  updated_at: optionalTimestamp,
  updated_by: z.enum(['user', 'watchdog', 'operator']).nullable().catch(null),
  locked: z.boolean().catch(false),
});

/** `users/{uid}/status/trading`: the kill switch, with who set it, when and why. */
export const readTradingStatus = documentReader(schema, fields => ({
  enabled: fields.enabled,
  message: fields.message,
  updatedAt: fields.updated_at,
  /** Null where the document does not say. */
  updatedBy: fields.updated_by,
  /** Held off by an operator: the trader cannot switch it on. */
  locked: fields.locked,
}));

export type TradingStatus = Extract<ReturnType<typeof readTradingStatus>, { ok: true }>['value'];
