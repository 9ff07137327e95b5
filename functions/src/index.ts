import {
  closeShadowTradeRequest,
  closeShadowTradeResponse,
} from '@agenttrader/domain/callables/close-shadow-trade';
import { confirmAddressRequest, confirmAddressResponse } from '@agenttrader/domain/callables/confirm-address';
import { connectBrokerRequest, connectBrokerResponse } from '@agenttrader/domain/callables/connect-broker';
import { deleteAccountRequest, deleteAccountResponse } from '@agenttrader/domain/callables/delete-account';
import {
  disconnectBrokerRequest,
  disconnectBrokerResponse,
} from '@agenttrader/domain/callables/disconnect-broker';
import { dismissSignalRequest, dismissSignalResponse } from '@agenttrader/domain/callables/dismiss-signal';
import { exportAccountRequest, exportAccountResponse } from '@agenttrader/domain/callables/export-account';
import {
  generateTradingSignalRequest,
  generateTradingSignalResponse,
} from '@agenttrader/domain/callables/generate-trading-signal';
import { getQuoteRequest, getQuoteResponse } from '@agenttrader/domain/callables/get-quote';
import { haltTradingRequest, haltTradingResponse } from '@agenttrader/domain/callables/halt-trading';
import {
  migrateLegacyDataRequest,
  migrateLegacyDataResponse,
} from '@agenttrader/domain/callables/migrate-legacy-data';
import { onboardUserRequest, onboardUserResponse } from '@agenttrader/domain/callables/onboard-user';
import {
  openShadowTradeRequest,
  openShadowTradeResponse,
} from '@agenttrader/domain/callables/open-shadow-trade';
import {
  getOperationsRequest,
  getOperationsResponse,
  lockTenantRequest,
  lockTenantResponse,
  setGlobalHaltRequest,
  setGlobalHaltResponse,
  syncTenantRequest,
  syncTenantResponse,
} from '@agenttrader/domain/callables/operators';
import {
  repairDocumentsRequest,
  repairDocumentsResponse,
} from '@agenttrader/domain/callables/repair-documents';
import {
  signOutEverywhereRequest,
  signOutEverywhereResponse,
} from '@agenttrader/domain/callables/sign-out-everywhere';
import {
  summarizeShadowTradesRequest,
  summarizeShadowTradesResponse,
} from '@agenttrader/domain/callables/summarize-shadow-trades';
import { syncAccountRequest, syncAccountResponse } from '@agenttrader/domain/callables/sync-account';
import { setGlobalOptions } from 'firebase-functions/v2';
import { type CallableOptions, onCall } from 'firebase-functions/v2/https';
import { onSchedule } from 'firebase-functions/v2/scheduler';
import type { z } from 'zod';
import { confirmAddress } from './accounts/confirm-address.ts';
import { connectBroker } from './accounts/connect-broker.ts';
import { deleteAccount } from './accounts/delete-account.ts';
import { disconnectBroker } from './accounts/disconnect-broker.ts';
import { exportAccount } from './accounts/export-account.ts';
import { onboardUser } from './accounts/onboard-user.ts';
import { signOutEverywhere } from './accounts/sign-out-everywhere.ts';
import { syncAccount } from './accounts/sync-account.ts';
import { getOperations, lockTenant, setGlobalHalt } from './admin/operators.ts';
import { syncTenantNow } from './admin/sync-tenant.ts';
import { migrateLegacyData } from './migration/migrate-legacy-data.ts';
import { repairDocuments } from './migration/repair/repair-documents.ts';
import { pulse as runPulse } from './pulse/pulse.ts';
import { type CallableDefinition, callableHandler } from './runtime/callable.ts';
import { systemClock } from './runtime/clock.ts';
import { cloudLog } from './runtime/cloud-log.ts';
import { dashboardOrigins } from './runtime/dashboard-origins.ts';
import { installHttpGuard } from './runtime/http-guard/install.ts';
import { params } from './runtime/params.ts';
import { serveCallable } from './runtime/serve-callable.ts';
import { closeShadowTrade } from './shadow-trades/close-shadow-trade.ts';
import { getQuote } from './shadow-trades/get-quote.ts';
import { haltTrading } from './shadow-trades/halt-trading.ts';
import { openShadowTrade } from './shadow-trades/open-shadow-trade.ts';
import { summarizeShadowTrades } from './shadow-trades/summarize-shadow-trades.ts';
import { signalParams } from './signal-models/params.ts';
import { dismissSignal } from './signals/dismiss-signal.ts';
import { generateTradingSignal } from './signals/generate-signal.ts';
import { signalLimits } from './signals/limits.ts';
import { openingLimits, services, TENANT_DEADLINE_MS } from './wiring/services.ts';

// Before anything serves: what serves these functions creates its server after it has loaded them.
installHttpGuard(dashboardOrigins(process.env, () => params.dashboardOrigins.value()));

setGlobalOptions({ region: 'us-central1', maxInstances: 20 });

/** Longer than a pulse of a healthy system takes, shorter than the two minutes in which an operator would notice. */
const PULSE_LEASE_MS = 90_000;

const callableOptions: CallableOptions = {
  memory: '256MiB',
  timeoutSeconds: 60,
  concurrency: 40,
};

/** For what goes through thousands of documents: few at a time, each with room and time. */
const LONG_WORK: CallableOptions = { memory: '512MiB', timeoutSeconds: 540, concurrency: 4 };

const surroundings = {
  log: cloudLog,
  requireAppCheck: () => params.enforceAppCheck.value(),
  limiter: services.limiter,
  sessions: services.sessions,
  clock: systemClock,
};

function callable<Request extends z.ZodType, Response extends z.ZodType>(
  definition: CallableDefinition<Request, Response>,
  options: CallableOptions = {},
) {
  const declared = onCall({ ...callableOptions, ...options }, callableHandler(definition, surroundings));
  return serveCallable(definition.name, declared, services.tokens, cloudLog);
}

/** Syncs every tenant, every minute. */
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
    const limits = {
      concurrency: params.pulseConcurrency.value(),
      tenantDeadlineMs: TENANT_DEADLINE_MS,
      leaseMs: PULSE_LEASE_MS,
    };
    await runPulse({ scheduledAt: new Date(event.scheduleTime) }, limits, services.pulse());
  },
);

export const onboard_user = callable({
  name: 'onboard_user',
  request: onboardUserRequest,
  response: onboardUserResponse,
  requires: 'signed-in',
  handle: caller => onboardUser(caller, services.accounts()),
});

export const confirm_address = callable({
  name: 'confirm_address',
  request: confirmAddressRequest,
  response: confirmAddressResponse,
  requires: 'verified',
  session: 'standing',
  handle: caller => confirmAddress(caller, services.addresses()),
});

export const connect_broker = callable({
  name: 'connect_broker',
  request: connectBrokerRequest,
  response: connectBrokerResponse,
  session: 'recent',
  handle: ({ uid }, request) => connectBroker(uid, request, services.accounts()),
});

export const disconnect_broker = callable({
  name: 'disconnect_broker',
  request: disconnectBrokerRequest,
  response: disconnectBrokerResponse,
  session: 'standing',
  handle: ({ uid }, request) => disconnectBroker(uid, request, services.accounts()),
});

export const sync_account = callable({
  name: 'sync_account',
  request: syncAccountRequest,
  response: syncAccountResponse,
  handle: ({ uid }) => syncAccount(uid, TENANT_DEADLINE_MS, services.pulse()),
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
      return generateTradingSignal(uid, request, limits, services.signals());
    },
  },
  { memory: '512MiB' },
);

export const migrate_legacy_data = callable(
  {
    name: 'migrate_legacy_data',
    request: migrateLegacyDataRequest,
    response: migrateLegacyDataResponse,
    requires: 'operator',
    handle: ({ uid }, request) => migrateLegacyData(uid, request, services.migration()),
  },
  LONG_WORK,
);

export const repair_documents = callable(
  {
    name: 'repair_documents',
    request: repairDocumentsRequest,
    response: repairDocumentsResponse,
    requires: 'operator',
    handle: ({ uid }, request) => repairDocuments(uid, request, services.migration()),
  },
  LONG_WORK,
);

export const export_account = callable(
  {
    name: 'export_account',
    request: exportAccountRequest,
    response: exportAccountResponse,
    session: 'recent',
    handle: ({ uid }, request) => exportAccount(uid, request, services.exporting()),
  },
  LONG_WORK,
);

export const delete_account = callable(
  {
    name: 'delete_account',
    request: deleteAccountRequest,
    response: deleteAccountResponse,
    requires: 'signed-in',
    session: 'recent',
    handle: ({ uid }) => deleteAccount(uid, services.removal()),
  },
  LONG_WORK,
);

export const sign_out_everywhere = callable({
  name: 'sign_out_everywhere',
  request: signOutEverywhereRequest,
  response: signOutEverywhereResponse,
  session: 'standing',
  handle: ({ uid }) => signOutEverywhere(uid, services.addresses()),
});

export const get_quote = callable({
  name: 'get_quote',
  request: getQuoteRequest,
  response: getQuoteResponse,
  handle: ({ uid }, request) => getQuote(uid, request, services.shadowTrades()),
});

export const open_shadow_trade = callable({
  name: 'open_shadow_trade',
  request: openShadowTradeRequest,
  response: openShadowTradeResponse,
  handle: ({ uid }, request) => openShadowTrade(uid, request, openingLimits(), services.shadowTrades()),
});

export const close_shadow_trade = callable({
  name: 'close_shadow_trade',
  request: closeShadowTradeRequest,
  response: closeShadowTradeResponse,
  handle: ({ uid }, request) => closeShadowTrade(uid, request, services.shadowTrades()),
});

export const halt_trading = callable(
  {
    name: 'halt_trading',
    request: haltTradingRequest,
    response: haltTradingResponse,
    handle: ({ uid }, request) => haltTrading(uid, request, services.shadowTrades()),
  },
  { timeoutSeconds: 120 },
);

export const summarize_shadow_trades = callable({
  name: 'summarize_shadow_trades',
  request: summarizeShadowTradesRequest,
  response: summarizeShadowTradesResponse,
  handle: ({ uid }, request) => summarizeShadowTrades(uid, request, services.summaries()),
});

export const dismiss_signal = callable({
  name: 'dismiss_signal',
  request: dismissSignalRequest,
  response: dismissSignalResponse,
  handle: ({ uid }, request) => dismissSignal(uid, request, services.dismissals()),
});

export const set_global_halt = callable({
  name: 'set_global_halt',
  request: setGlobalHaltRequest,
  response: setGlobalHaltResponse,
  requires: 'operator',
  handle: ({ uid }, request) => setGlobalHalt(uid, request, services.operators()),
});

export const lock_tenant = callable({
  name: 'lock_tenant',
  request: lockTenantRequest,
  response: lockTenantResponse,
  requires: 'operator',
  handle: ({ uid }, request) => lockTenant(uid, request, services.operators()),
});

export const sync_tenant = callable({
  name: 'sync_tenant',
  request: syncTenantRequest,
  response: syncTenantResponse,
  requires: 'operator',
  handle: ({ uid }, request) =>
    syncTenantNow(uid, request, TENANT_DEADLINE_MS, { ...services.operators(), sync: services.pulse() }),
});

export const get_operations = callable({
  name: 'get_operations',
  request: getOperationsRequest,
  response: getOperationsResponse,
  requires: 'operator',
  handle: (_caller, request) => getOperations(request, services.operators()),
});
