import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';
import { documentId } from './document-id.ts';

const dismissSignalRequest = z.strictObject({ signalId: documentId('signalId') });
export type DismissSignalRequest = z.infer<typeof dismissSignalRequest>;

/** Dismissing twice is dismissing once. A signal that was acted on cannot be dismissed. */
const dismissSignalResponse = z.strictObject({
  status: z.literal('dismissed'),
  signalId: z.string(),
  message: z.string(),
});
export type DismissSignalResponse = z.infer<typeof dismissSignalResponse>;

/** Marks a signal as not to be followed. */
export const dismissSignal = defineCallable({
  name: 'dismiss_signal',
  request: dismissSignalRequest,
  response: dismissSignalResponse,
});

export const dismissSignalContract = {
  callable: dismissSignal,
  purpose: 'Marks a signal as not to be followed. Dismissing twice is dismissing once.',
  requires: 'confirmed',
  limit: { perMinute: 60, perDay: 100 },
  instance: SMALL_INSTANCE,
  errors: {
    'not-found': 'There is no such signal among the caller’s.',
    'failed-precondition': 'The signal was acted on, or it has expired.',
  },
  example: {
    request: { signalId: 's1' },
    response: { status: 'dismissed', signalId: 's1', message: 'The signal is dismissed.' },
  },
  cost: { reads: 1, writes: 2, seconds: 1 },
} satisfies CallableContract<typeof dismissSignal>;
