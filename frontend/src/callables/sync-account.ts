import { syncAccountRequest, syncAccountResponse } from '@agenttrader/domain/callables/sync-account';
import { defineCallable } from '@/lib/callables.ts';

/** Reads the account from the broker now, and marks the open trades. */
export const syncAccount = defineCallable('sync_account', syncAccountRequest, syncAccountResponse);
