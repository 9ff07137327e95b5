import { signal } from '@agenttrader/domain/documents/signal';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/signals/{id}`. */
export const readSignal = readerOf(signal, (fields, id) => ({ id, ...fields }));

export type Signal = Extract<ReturnType<typeof readSignal>, { ok: true }>['value'];
