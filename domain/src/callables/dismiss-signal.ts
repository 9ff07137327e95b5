import { z } from 'zod';
import { documentId } from './document-id.ts';

export const dismissSignalRequest = z.strictObject({ signalId: documentId('signalId') });
export type DismissSignalRequest = z.infer<typeof dismissSignalRequest>;

/** Dismissing twice is dismissing once. A signal that was acted on cannot be dismissed. */
export const dismissSignalResponse = z.strictObject({
  status: z.literal('dismissed'),
  signalId: z.string(),
  message: z.string(),
});
export type DismissSignalResponse = z.infer<typeof dismissSignalResponse>;
