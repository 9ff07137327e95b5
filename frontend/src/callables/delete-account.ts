import { deleteAccountRequest, deleteAccountResponse } from '@agenttrader/domain/callables/delete-account';
import { defineCallable } from '@/lib/callables.ts';

/** Deletes everything that is stored for the user. */
export const deleteAccount = defineCallable('delete_account', deleteAccountRequest, deleteAccountResponse, {
  timeout: 540_000,
});
