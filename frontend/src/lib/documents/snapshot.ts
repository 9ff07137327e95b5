import { shownSnapshot } from '@agenttrader/domain/documents/snapshot';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/data/snapshot`: the broker account as of its last sync. Amounts are US dollars. */
export const readSnapshot = readerOf(shownSnapshot, ({ account, ...snapshot }) => ({
  ...snapshot,
  tradingBlocked: account?.tradingBlocked ?? false,
  accountBlocked: account?.accountBlocked ?? false,
}));

export type AccountSnapshot = Extract<ReturnType<typeof readSnapshot>, { ok: true }>['value'];
