import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalText, optionalTimestamp } from './fields.ts';

const schema = z.object({ reason: optionalText, disabled_at: optionalTimestamp });

/** `users/{uid}/disabledMarkets/{symbol}`: a symbol that the trader wants left alone. The id is `symbolToDocumentId`'s. */
export const readDisabledMarket = documentReader(schema, (fields, id) => ({
  id,
  symbol: id.replace('-', '/'),
  reason: fields.reason,
  disabledAt: fields.disabled_at,
}));

export type DisabledMarket = Extract<ReturnType<typeof readDisabledMarket>, { ok: true }>['value'];
