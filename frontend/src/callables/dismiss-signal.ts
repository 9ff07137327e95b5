import { dismissSignalRequest, dismissSignalResponse } from '@agenttrader/domain/callables/dismiss-signal';
import { defineCallable } from '@/lib/callables.ts';

/** Marks a signal as not to be followed. */
export const dismissSignal = defineCallable('dismiss_signal', dismissSignalRequest, dismissSignalResponse);
