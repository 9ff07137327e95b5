import type { ConnectBrokerPorts } from '../accounts/connect-broker.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import { servicesOfThisInstance } from './services.ts';

/** What connecting and disconnecting need. */
export function accountServices(): ConnectBrokerPorts {
  const { accounts, broker, vault } = servicesOfThisInstance();
  return { accounts, broker, vault, clock: systemClock, log: cloudLog };
}
