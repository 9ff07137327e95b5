import { getOperationsRequest, getOperationsResponse } from '@agenttrader/domain/callables/operators';
import { defineCallable } from '@/lib/callables.ts';

/** The heartbeat, the global halt, and a page of the tenants' health. For operators. */
export const getOperations = defineCallable('get_operations', getOperationsRequest, getOperationsResponse, {
  onlyAsks: true,
});
