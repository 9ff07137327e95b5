import type { z } from 'zod';
import { closeShadowTradeContract } from './close-shadow-trade.ts';
import { confirmAddressContract } from './confirm-address.ts';
import { connectBrokerContract } from './connect-broker.ts';
import type { CallableContract } from './contract.ts';
import { deleteAccountContract } from './delete-account.ts';
import { disconnectBrokerContract } from './disconnect-broker.ts';
import { dismissSignalContract } from './dismiss-signal.ts';
import { exportAccountContract } from './export-account.ts';
import { generateTradingSignalContract } from './generate-trading-signal.ts';
import { getOperationsContract } from './get-operations.ts';
import { getQuoteContract } from './get-quote.ts';
import { haltTradingContract } from './halt-trading.ts';
import { lockTenantContract } from './lock-tenant.ts';
import { migrateLegacyDataContract } from './migrate-legacy-data.ts';
import { onboardUserContract } from './onboard-user.ts';
import { openShadowTradeContract } from './open-shadow-trade.ts';
import { repairDocumentsContract } from './repair-documents.ts';
import { setGlobalHaltContract } from './set-global-halt.ts';
import { signOutEverywhereContract } from './sign-out-everywhere.ts';
import { summarizeShadowTradesContract } from './summarize-shadow-trades.ts';
import { syncAccountContract } from './sync-account.ts';
import { syncTenantContract } from './sync-tenant.ts';

/** Every callable, by the name that it is deployed under. */
export const CONTRACTS = {
  onboard_user: onboardUserContract,
  confirm_address: confirmAddressContract,
  connect_broker: connectBrokerContract,
  disconnect_broker: disconnectBrokerContract,
  sync_account: syncAccountContract,
  generate_trading_signal: generateTradingSignalContract,
  dismiss_signal: dismissSignalContract,
  get_quote: getQuoteContract,
  open_shadow_trade: openShadowTradeContract,
  close_shadow_trade: closeShadowTradeContract,
  halt_trading: haltTradingContract,
  summarize_shadow_trades: summarizeShadowTradesContract,
  export_account: exportAccountContract,
  delete_account: deleteAccountContract,
  sign_out_everywhere: signOutEverywhereContract,
  set_global_halt: setGlobalHaltContract,
  lock_tenant: lockTenantContract,
  sync_tenant: syncTenantContract,
  get_operations: getOperationsContract,
  migrate_legacy_data: migrateLegacyDataContract,
  repair_documents: repairDocumentsContract,
} satisfies Readonly<Record<string, CallableContract>>;

export type CallableName = keyof typeof CONTRACTS;

type CallableOf<Name extends CallableName> = (typeof CONTRACTS)[Name]['callable'];

/** What a client sends to the callable of that name. */
export type RequestTo<Name extends CallableName> = z.input<CallableOf<Name>['request']>;
/** What a client reads in its answer. */
export type AnswerOf<Name extends CallableName> = z.output<CallableOf<Name>['response']>;
