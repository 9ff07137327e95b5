import { exportAccountRequest, exportAccountResponse } from '@agenttrader/domain/callables/export-account';
import { defineCallable } from '@/lib/callables.ts';

/** One part of everything that is stored for the user. */
export const exportAccount = defineCallable('export_account', exportAccountRequest, exportAccountResponse, {
  timeout: 540_000,
});
