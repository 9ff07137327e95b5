import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalTimestamp, timestamp } from './fields.ts';

const schema = z.object({
  type: z.string(),
  severity: z.enum(['info', 'warning', 'critical']).catch('info'),
  title: z.string(),
  message: z.string(),
  created_at: timestamp,
  acknowledged: z.boolean().catch(false),
  acknowledged_at: optionalTimestamp,
});

/** `users/{uid}/alerts/{id}`. */
export const readAlert = documentReader(schema, (fields, id) => ({
  id,
  type: fields.type,
  severity: fields.severity,
  title: fields.title,
  message: fields.message,
  createdAt: fields.created_at,
  acknowledged: fields.acknowledged,
  acknowledgedAt: fields.acknowledged_at,
}));

export type Alert = Extract<ReturnType<typeof readAlert>, { ok: true }>['value'];
