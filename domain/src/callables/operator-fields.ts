import { z } from 'zod';
import { documentId } from './document-id.ts';

/** Whom an operator acts on. The name differs from the identity fields, which no request may carry. */
export const targetUserId = documentId('targetUserId');

/** Why an operator acts. */
export const operatorReason = z
  .string({ error: 'reason must be text.' })
  .trim()
  .min(1, 'Say why: the reason is shown to traders and kept in the audit.')
  .max(200, 'reason is too long: keep it within 200 characters.');
