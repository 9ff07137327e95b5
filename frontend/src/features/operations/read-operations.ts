import type { GetOperationsResponse } from '@agenttrader/domain/callables/get-operations';
import { getOperations } from '@agenttrader/domain/callables/get-operations';
import type { Call } from '@/lib/callables.ts';

/** What operators see, of every tenant, and when it arrived here. */
export interface OperationsAnswer {
  readonly operations: GetOperationsResponse;
  readonly receivedAt: Date;
  /** How many calls it took. */
  readonly calls: number;
}

/** Asks for every page of it, as `admin status` does. @throws CallableFailure */
export async function readOperations(call: Call): Promise<OperationsAnswer> {
  let page = await call(getOperations, {});
  const tenants = [...page.tenants];
  let calls = 1;
  while (page.next !== null) {
    page = await call(getOperations, { after: page.next });
    tenants.push(...page.tenants);
    calls += 1;
  }
  return { operations: { ...page, tenants }, receivedAt: new Date(), calls };
}
