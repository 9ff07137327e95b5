import type { Money } from '@agenttrader/domain/money/money';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { newestClosedTrades, newestSignals } from '@/followed/tenant-collections.ts';
import { snapshotDocument } from '@/followed/tenant-documents.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { totalPnl } from '@/lib/documents/shadow-trade.ts';
import type { Signal } from '@/lib/documents/signal.ts';
import type { AccountSnapshot } from '@/lib/documents/snapshot.ts';
import type { TenantSession } from '@/session/tenant-session.ts';
import { rowsOf } from '@/stores/collection-store.ts';

const Context = createContext<TenantSession | null>(null);

/**
 * Gives the pages the signed-in user's session. It listens to that user's documents, and to nothing else; the key
 * makes React throw away every page's state when the user changes.
 */
export const UserTradingProvider = ({
  session,
  children,
}: {
  session: TenantSession;
  children: ReactNode;
}) => (
  <Context key={session.uid} value={session}>
    {children}
  </Context>
);

/** The signed-in user's session. Only pages behind the sign-in have one. */
export function useSession(): TenantSession {
  const session = useContext(Context);
  if (session === null) throw new Error('useSession needs a UserTradingProvider above it.');
  return session;
}

export interface UserTrading {
  readonly accountSnapshot: AccountSnapshot | null;
  /** The open ones, newest first, then the newest closed ones. */
  readonly shadowTrades: readonly ShadowTrade[];
  readonly signals: readonly Signal[];
  readonly openShadowTrades: readonly ShadowTrade[];
  /** Sum of the open trades' P&L at their last mark, US dollars. */
  readonly totalUnrealizedPnL: Money;
  readonly loading: Readonly<Record<'accountSnapshot' | 'shadowTrades' | 'signals', boolean>>;
  /** Sentences to show; null where all is well. */
  readonly error: Readonly<Record<'accountSnapshot' | 'shadowTrades' | 'signals', string | null>>;
}

/**
 * Everything about the signed-in user's trading at once. It renders again at every change of any of it: a component
 * that shows one figure or one row is better served by the hooks in `hooks/`, as all of ours are. It has the name and the
 * shape that pages of the earlier dashboard know.
 *
 * @reserved
 */
export function useUserTrading(): UserTrading {
  const session = useSession();
  const snapshot = useStore(session.document(snapshotDocument).store);
  const open = useStore(session.openTrades);
  const closed = useStore(session.collection(newestClosedTrades).store);
  const signals = useStore(session.collection(newestSignals).store);

  return useMemo(() => {
    const openShadowTrades = rowsOf(open);
    return {
      accountSnapshot: snapshot.data?.account ?? null,
      shadowTrades: [...openShadowTrades, ...rowsOf(closed)],
      signals: rowsOf(signals),
      openShadowTrades,
      totalUnrealizedPnL: totalPnl(openShadowTrades),
      loading: {
        accountSnapshot: snapshot.status === 'loading',
        shadowTrades: open.status === 'loading' || closed.status === 'loading',
        signals: signals.status === 'loading',
      },
      error: {
        accountSnapshot: snapshot.error?.message ?? null,
        shadowTrades: open.error?.message ?? closed.error?.message ?? null,
        signals: signals.error?.message ?? null,
      },
    };
  }, [snapshot, open, closed, signals]);
}
