import type { Callable } from '@agenttrader/domain/callables/contract';
import type { GetQuoteResponse } from '@agenttrader/domain/callables/get-quote';
import { parseMoney } from '@agenttrader/domain/money/money';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { type Services, ServicesProvider } from '@/contexts/services-context.tsx';
import { UserTradingProvider } from '@/contexts/UserTradingContext.tsx';
import { botConfigDocument } from '@/followed/bot-config-document.ts';
import type { FollowedCollection } from '@/followed/followed-collection.ts';
import type { FollowedDocument } from '@/followed/followed-document.ts';
import { newestClosedTrades, openTrades } from '@/followed/tenant-collections.ts';
import { preferencesDocument, snapshotDocument, tradingStatusDocument } from '@/followed/tenant-documents.ts';
import type { Call } from '@/lib/callables.ts';
import { STARTING_BOT_CONFIG } from '@/lib/documents/bot-config.ts';
import { DEFAULT_PREFERENCES } from '@/lib/documents/preferences.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { AccountSnapshot, TenantSnapshot } from '@/lib/documents/snapshot.ts';
import { markedTrades } from '@/session/marked-trades.ts';
import { SharedEntries } from '@/session/shared-entries.ts';
import type { TenantSession } from '@/session/tenant-session.ts';
import { createCollectionStore } from '@/stores/collection-store.ts';
import { createDocumentStore } from '@/stores/document-store.ts';
import { createNetworkStore } from '@/stores/network-store.ts';

const IDLE = { stop: () => {} };
const keep = () => {};

/** A session that nobody listens for: tests put into its stores what a listener would have brought. */
export function fakeSession() {
  const entries = new SharedEntries();
  const document = <T,>(live: FollowedDocument<T>) =>
    entries.entry(
      `document ${live.key}`,
      () => createDocumentStore<T>(),
      () => IDLE,
      keep,
    );
  const collection = <T,>(live: FollowedCollection<T>) =>
    entries.entry(
      `collection ${live.key}`,
      () => createCollectionStore<T>(),
      () => IDLE,
      keep,
    );
  const session: TenantSession = {
    uid: 'tester',
    network: createNetworkStore(true),
    document,
    collection,
    openTrades: markedTrades(collection(openTrades).store, document(snapshotDocument).store),
    stop: () => entries.close(),
  };
  const putDocument = <T,>(live: FollowedDocument<T>, data: T) =>
    session.document(live).store.setState({ status: 'ready', data, error: null }, true);
  const putTrades = (live: typeof openTrades, trades: readonly ShadowTrade[]) => {
    const { store } = session.collection(live);
    const before = store.getState();
    const ids = trades.map(({ id }) => id);
    const isSame = ids.length === before.ids.length && ids.every((id, index) => id === before.ids[index]);
    store.setState({
      status: 'ready',
      byId: new Map(trades.map(trade => [trade.id, trade])),
      ids: isSame ? before.ids : ids,
    });
  };
  return {
    session,
    putOpen: (...trades: ShadowTrade[]) => putTrades(openTrades, trades),
    putClosed: (...trades: ShadowTrade[]) => putTrades(newestClosedTrades, trades),
    putMaxTrade: (amount: string) => {
      const { limits, ...config } = STARTING_BOT_CONFIG;
      putDocument(botConfigDocument, { ...config, limits: { ...limits, maxTradeUsd: parseMoney(amount) } });
    },
    putNoLimits: () =>
      session
        .document(botConfigDocument)
        .store.setState({ status: 'missing', data: null, error: null }, true),
    /** What a beat leaves; without anything named, that of a tenant whose account was never synced. */
    putSnapshot: (change: Partial<TenantSnapshot> = {}) =>
      putDocument(snapshotDocument, { ...EMPTY, ...change }),
    putEquity: (amount: string) =>
      putDocument(snapshotDocument, { ...EMPTY, account: accountWith({ equity: parseMoney(amount) }) }),
    putPrivacy: (on: boolean) =>
      putDocument(preferencesDocument, { ...DEFAULT_PREFERENCES, privacyMode: on }),
    putTrading: (enabled: boolean, change: { message?: string; locked?: boolean } = {}) =>
      putDocument(tradingStatusDocument, {
        enabled,
        message: change.message ?? null,
        updatedAt: null,
        updatedBy: 'user',
        locked: change.locked ?? false,
      }),
  };
}

const EMPTY: TenantSnapshot = {
  account: null,
  marks: {},
  recent: null,
  standingError: null,
  dueAt: null,
  isAroundTheClock: false,
};

/** An account that was synced just now and holds nothing but cash. */
export function accountWith(change: Partial<AccountSnapshot> = {}): AccountSnapshot {
  const equity = change.equity ?? parseMoney('100000.00');
  return {
    syncedAt: new Date(),
    equity,
    buyingPower: equity,
    cash: equity,
    lastEquity: null,
    currency: 'USD',
    accountStatus: 'ACTIVE',
    positions: [],
    tradingBlocked: false,
    accountBlocked: false,
    ...change,
  };
}

/** Requests that were made, and what answers them: a function of the request, for each callable by name. */
export function fakeCalls(answers: Record<string, (request: Record<string, unknown>) => unknown>) {
  const made: { readonly name: string; readonly request: Record<string, unknown> }[] = [];
  const call = (async (callable: Callable, request: Record<string, unknown>) => {
    // What the server would refuse is never sent.
    callable.request.parse(request);
    made.push({ name: callable.name, request });
    const answer = answers[callable.name];
    if (answer === undefined) throw new Error(`nobody answers ${callable.name}`);
    return answer(request);
  }) as Call;
  return { call, made, madeOf: (name: string) => made.filter(one => one.name === name) };
}

export const quoteOf = (overrides: Partial<GetQuoteResponse> = {}): GetQuoteResponse => ({
  symbol: 'AAPL',
  bid: '189.9',
  ask: '190.1',
  quotedAt: new Date().toISOString(),
  fresh: true,
  ...overrides,
});

const Address = () => {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
};

interface SignedInProps {
  session: TenantSession;
  call?: Call;
  address?: string;
  children: ReactNode;
}

/** What stands around a page of a signed-in user, as far as the trades need it. */
export const SignedIn = ({ session, call, address = '/trades', children }: SignedInProps) => (
  <ServicesProvider services={{ call } as unknown as Services}>
    <UserTradingProvider session={session}>
      <MemoryRouter initialEntries={[address]}>
        {children}
        <Address />
      </MemoryRouter>
    </UserTradingProvider>
  </ServicesProvider>
);
