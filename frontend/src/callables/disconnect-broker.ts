import {
  disconnectBrokerRequest,
  disconnectBrokerResponse,
} from '@agenttrader/domain/callables/disconnect-broker';
import { defineCallable } from '@/lib/callables.ts';

/** Destroys the stored keys. */
export const disconnectBroker = defineCallable(
  'disconnect_broker',
  disconnectBrokerRequest,
  disconnectBrokerResponse,
);
