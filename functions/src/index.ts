import { connectBrokerRequest, connectBrokerResponse } from '@agenttrader/domain/callables/connect-broker';
import {
  disconnectBrokerRequest,
  disconnectBrokerResponse,
} from '@agenttrader/domain/callables/disconnect-broker';
import {
  generateTradingSignalRequest,
  generateTradingSignalResponse,
} from '@agenttrader/domain/callables/generate-trading-signal';
import { onboardUserRequest, onboardUserResponse } from '@agenttrader/domain/callables/onboard-user';
import { syncAccountRequest, syncAccountResponse } from '@agenttrader/domain/callables/sync-account';
import { setGlobalOptions } from 'firebase-functions/v2';
import { type CallableOptions, onCall } from 'firebase-functions/v2/https';
import { onSchedule } from 'firebase-functions/v2/scheduler';
import type { z } from 'zod';
import { connectBroker } from './accounts/connect-broker.ts';
import { disconnectBroker } from './accounts/disconnect-broker.ts';
import { onboardUser } from './accounts/onboard-user.ts';
import { syncAccount } from './accounts/sync-account.ts';
import { pulse as runPulse } from './pulse/pulse.ts';
import { type CallableDefinition, callableHandler } from './runtime/callable.ts';
import { systemClock } from './runtime/clock.ts';
import { cloudLog } from './runtime/cloud-log.ts';
import { params } from './runtime/params.ts';
import { signalParams } from './signal-models/params.ts';
import { generateTradingSignal } from './signals/generate-signal.ts';
import { signalLimits } from './signals/limits.ts';
import { servicesOfThisInstance, TENANT_DEADLINE_MS } from './wiring/services.ts';

setGlobalOptions({ region: 'us-central1', maxInstances: 20 });

/** Longer than a pulse of a healthy system takes, shorter than the two minutes in which an operator would notice. */
const PULSE_LEASE_MS = 90_000;

const callableOptions: CallableOptions = {
  memory: '256MiB',
  timeoutSeconds: 60,
  concurrency: 40,
};

const surroundings = { log: cloudLog, requireAppCheck: () => params.enforceAppCheck.value() };

function callable<Request extends z.ZodType, Response extends z.ZodType>(
  definition: CallableDefinition<Request, Response>,
  options: CallableOptions = {},
) {
  return onCall({ ...callableOptions, ...options }, callableHandler(definition, surroundings));
}

/** The heart: every minute, for every tenant. */
export const pulse = onSchedule(
  {
    schedule: '* * * * *',
    timeZone: 'Etc/UTC',
    memory: '512MiB',
    timeoutSeconds: 300,
    concurrency: 1,
    maxInstances: 2,
    retryCount: 0,
  },
  async event => {
    const { sync, lease } = servicesOfThisInstance();
    const limits = {
      concurrency: params.pulseConcurrency.value(),
      tenantDeadlineMs: TENANT_DEADLINE_MS,
      leaseMs: PULSE_LEASE_MS,
    };
    await runPulse({ scheduledAt: new Date(event.scheduleTime) }, limits, { ...sync, lease });
  },
);

export const onboard_user = callable({
  name: 'onboard_user',
  request: onboardUserRequest,
  response: onboardUserResponse,
  handle: caller => onboardUser(caller, { accounts: servicesOfThisInstance().accounts, clock: systemClock }),
});

export const connect_broker = callable({
  name: 'connect_broker',
  request: connectBrokerRequest,
  response: connectBrokerResponse,
  handle: ({ uid }, request) =>
    connectBroker(uid, request, { ...servicesOfThisInstance(), clock: systemClock, log: cloudLog }),
});

export const disconnect_broker = callable({
  name: 'disconnect_broker',
  request: disconnectBrokerRequest,
  response: disconnectBrokerResponse,
  handle: ({ uid }, request) => disconnectBroker(uid, request, servicesOfThisInstance()),
});

export const sync_account = callable({
  name: 'sync_account',
  request: syncAccountRequest,
  response: syncAccountResponse,
  handle: ({ uid }) => syncAccount(uid, TENANT_DEADLINE_MS, servicesOfThisInstance().sync),
});

export const generate_trading_signal = callable(
  {
    name: 'generate_trading_signal',
    request: generateTradingSignalRequest,
    response: generateTradingSignalResponse,
    handle: ({ uid }, request) => {
      const limits = signalLimits({
        maxNotional: signalParams.maxNotional.value(),
        perDay: signalParams.dailySignals.value(),
        watched: signalParams.defaultSymbols.value(),
      });
      return generateTradingSignal(uid, request, limits, servicesOfThisInstance().signals);
    },
  },
  { memory: '512MiB' },
);
