import { connectBrokerRequest, connectBrokerResponse } from '@agenttrader/domain/callables/connect-broker';
import { defineCallable } from '@/lib/callables.ts';

/** Verifies the keys with the broker, then stores them. */
export const connectBroker = defineCallable('connect_broker', connectBrokerRequest, connectBrokerResponse);
