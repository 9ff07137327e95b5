import { shownConnection } from '@agenttrader/domain/documents/broker-config';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/config/alpaca`: how the broker is connected. It never holds a key. */
export const readBrokerConfig = readerOf(shownConnection, connection => connection);

export type BrokerConfig = Extract<ReturnType<typeof readBrokerConfig>, { ok: true }>['value'];
