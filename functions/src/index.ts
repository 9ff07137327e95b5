import { FUNCTIONS_REGION } from '@agenttrader/domain/callables/contract';
import { type CallableName, CONTRACTS } from '@agenttrader/domain/callables/list';
import { setGlobalOptions } from 'firebase-functions/v2';
import { HttpsError, onCall } from 'firebase-functions/v2/https';
import { onSchedule } from 'firebase-functions/v2/scheduler';
import { onTaskDispatched } from 'firebase-functions/v2/tasks';
import { confirmAddress } from './accounts/confirm-address.ts';
import { connectBroker } from './accounts/connect-broker.ts';
import { deleteAccount } from './accounts/delete-account.ts';
import { disconnectBroker } from './accounts/disconnect-broker.ts';
import { exportAccount } from './accounts/export-account.ts';
import { onboardUser } from './accounts/onboard-user.ts';
import { signOutEverywhere } from './accounts/sign-out-everywhere.ts';
import { syncAccount } from './accounts/sync-account.ts';
import { migrateLegacyData } from './migration/migrate-legacy-data.ts';
import { repairDocuments } from './migration/repair/repair-documents.ts';
import { getOperations, lockTenant, setGlobalHalt } from './operations/operators.ts';
import { syncTenantNow } from './operations/sync-tenant.ts';
import { pulse as runPulse } from './pulse/pulse.ts';
import { syncShard } from './pulse/sync-shard.ts';
import { type Answer, callableHandler } from './runtime/callable.ts';
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
import { signalBounds } from './signals/bounds.ts';
import { dismissSignal } from './signals/dismiss-signal.ts';
import { generateTradingSignal } from './signals/generate-signal.ts';
import { heartbeatLimits, openingBounds, services, TENANT_DEADLINE_MS } from './wiring/services.ts';
import { isFromCloudTasks } from './wiring/shard-queue.ts';

// Before anything serves: what serves these functions creates its server after it has loaded them.
installHttpGuard(dashboardOrigins(process.env, () => params.dashboardOrigins.value()));

setGlobalOptions({ region: FUNCTIONS_REGION, maxInstances: 20 });

const surroundings = {
  log: cloudLog,
  requireAppCheck: () => params.enforceAppCheck.value(),
  limiter: services.limiter,
  sessions: services.sessions,
  clock: systemClock,
};

type CallableOf<Name extends CallableName> = (typeof CONTRACTS)[Name]['callable'];

/** The callable of that name: everything but what answers it is said by its contract. */
function callable<Name extends CallableName>(
  name: Name,
  answer: Answer<CallableOf<Name>['request'], CallableOf<Name>['response']>,
) {
  const { callable: called, instance, ...requirements } = CONTRACTS[name];
  const { memoryMib, concurrency } = instance;
  const declared = onCall(
    { memory: `${memoryMib}MiB`, timeoutSeconds: called.timeLimitSeconds, concurrency },
    callableHandler({ callable: called, ...requirements }, answer, surroundings),
  );
  return serveCallable(name, declared, services.tokens, cloudLog);
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
    await runPulse({ scheduledAt: new Date(event.scheduleTime) }, heartbeatLimits(), services.pulse());
  },
);

/** Syncs a shard of the tenants, where `pulse` hands them over: called by Cloud Tasks, and by nobody else. */
export const syncUsers = onTaskDispatched(
  {
    memory: '1GiB',
    timeoutSeconds: 60,
    concurrency: 4,
    maxInstances: 50,
    retryConfig: { maxAttempts: 5, minBackoffSeconds: 1, maxBackoffSeconds: 8, maxRetrySeconds: 50 },
    rateLimits: { maxConcurrentDispatches: 200, maxDispatchesPerSecond: 100 },
  },
  async task => {
    if (!isFromCloudTasks(task)) throw new HttpsError('permission-denied', 'Only Cloud Tasks calls this.');
    await syncShard(task.data, heartbeatLimits(), services.pulse());
  },
);

export const onboard_user = callable('onboard_user', caller => onboardUser(caller, services.accounts()));

export const confirm_address = callable('confirm_address', caller =>
  confirmAddress(caller, services.addresses()),
);

export const connect_broker = callable('connect_broker', ({ uid }, request) =>
  connectBroker(uid, request, services.accounts()),
);

export const disconnect_broker = callable('disconnect_broker', ({ uid }, request) =>
  disconnectBroker(uid, request, services.accounts()),
);

export const sync_account = callable('sync_account', ({ uid }) =>
  syncAccount(uid, TENANT_DEADLINE_MS, services.pulse()),
);

export const generate_trading_signal = callable('generate_trading_signal', ({ uid }, request) => {
  const bounds = signalBounds({
    maxNotional: signalParams.maxNotional.value(),
    perDay: signalParams.dailySignals.value(),
    watched: signalParams.defaultSymbols.value(),
  });
  return generateTradingSignal(uid, request, bounds, services.signals());
});

export const migrate_legacy_data = callable('migrate_legacy_data', ({ uid }, request) =>
  migrateLegacyData(uid, request, services.migration()),
);

export const repair_documents = callable('repair_documents', ({ uid }, request) =>
  repairDocuments(uid, request, services.migration()),
);

export const export_account = callable('export_account', ({ uid }, request) =>
  exportAccount(uid, request, services.exporting()),
);

export const delete_account = callable('delete_account', ({ uid }) => deleteAccount(uid, services.removal()));

export const sign_out_everywhere = callable('sign_out_everywhere', ({ uid }) =>
  signOutEverywhere(uid, services.addresses()),
);

export const get_quote = callable('get_quote', ({ uid }, request) =>
  getQuote(uid, request, services.shadowTrades()),
);

export const open_shadow_trade = callable('open_shadow_trade', ({ uid }, request) =>
  openShadowTrade(uid, request, openingBounds(), services.shadowTrades()),
);

export const close_shadow_trade = callable('close_shadow_trade', ({ uid }, request) =>
  closeShadowTrade(uid, request, services.shadowTrades()),
);

export const halt_trading = callable('halt_trading', ({ uid }, request) =>
  haltTrading(uid, request, services.shadowTrades()),
);

export const summarize_shadow_trades = callable('summarize_shadow_trades', ({ uid }, request) =>
  summarizeShadowTrades(uid, request, services.summaries()),
);

export const dismiss_signal = callable('dismiss_signal', ({ uid }, request) =>
  dismissSignal(uid, request, services.dismissals()),
);

export const set_global_halt = callable('set_global_halt', ({ uid }, request) =>
  setGlobalHalt(uid, request, services.operators()),
);

export const lock_tenant = callable('lock_tenant', ({ uid }, request) =>
  lockTenant(uid, request, services.operators()),
);

export const sync_tenant = callable('sync_tenant', ({ uid }, request) =>
  syncTenantNow(uid, request, TENANT_DEADLINE_MS, { ...services.operators(), sync: services.pulse() }),
);

export const get_operations = callable('get_operations', (_caller, request) =>
  getOperations(request, services.operators()),
);
