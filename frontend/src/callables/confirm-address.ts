import { confirmAddressRequest, confirmAddressResponse } from '@agenttrader/domain/callables/confirm-address';
import { defineCallable } from '@/lib/callables.ts';

/** Has the server see that the address is confirmed, and end every session of before. */
export const confirmAddress = defineCallable(
  'confirm_address',
  confirmAddressRequest,
  confirmAddressResponse,
);
