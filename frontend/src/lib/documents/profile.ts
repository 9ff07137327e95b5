import { anyTenant } from '@agenttrader/domain/documents/tenant';
import { readerOf } from './document-problem.ts';

/** `users/{uid}`. */
export const readProfile = readerOf(anyTenant, tenant => ({
  ...tenant,
  onboarded: tenant.onboarded === true,
}));
