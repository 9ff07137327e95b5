import { Timestamp } from '@google-cloud/firestore';
import * as paths from '../../../../domain/src/paths.ts';
import { openTrade } from '../../../support/shadow-trade.ts';
import type { Tenant, World } from '../../../support/world.ts';

/** The largest amount that a document may hold. */
const LARGEST = '999999999999.99';
const UNBROKEN = 'unbroken'.repeat(12);
const STALE_MS = 3 * 3_600_000;

/** An account as most are: an open trade and a closed one, a curve, a signal that can be acted on. */
export async function ordinary(world: World, tenant: Tenant): Promise<void> {
  const trade = (id: string) => world.db.doc(paths.shadowTrade(tenant.uid, id));
  const now = Timestamp.now();
  await trade('t1').set({ ...openTrade('AAPL', 'BUY', '10', '50'), created_at: now, last_updated: now });
  await trade('t2').set({
    ...openTrade('MSFT', 'SELL', '3', '60'),
    created_at: now,
    last_updated: now,
    status: 'CLOSED',
    exit_price: '55',
    exit_reason: 'manual',
    closed_at: now,
    final_pnl: '15.00',
    final_pnl_percent: '8.3333',
  });
  await world.call(tenant, 'sync_account', {});
  await curve(world, tenant, '101000.00');
  await world.db.doc(paths.signal(tenant.uid, 's1')).set(signal('buy', '1500.00', 'Rising on volume.'));
  await world.call(tenant, 'generate_trading_signal', { symbol: 'AAPL' });
}

const signal = (action: string, notional: string, reason: string) => ({
  symbol: 'AAPL',
  action,
  notional_usd: notional,
  confidence: 0.8,
  reason,
  source: 'model',
  status: 'pending',
  model: 'momentum',
  created_at: Timestamp.now(),
  expires_at: Timestamp.fromMillis(Date.now() + 86_400_000),
});

/** A point of two minutes before, and the curve is drawn. */
async function curve(world: World, tenant: Tenant, value: string): Promise<void> {
  const before = new Date(Date.now() - 2 * 60_000).toISOString();
  await world.db
    .collection(paths.equityCurve(tenant.uid))
    .doc(before.slice(0, 10))
    .set({ points: { [before.slice(11, 16).replace(':', '')]: value } }, { merge: true });
}

/** The same account with the largest and the smallest figures that documents can hold, and words without a break. */
export async function extreme(world: World, tenant: Tenant): Promise<void> {
  const now = Timestamp.now();
  const figures = {
    quantity: '123456789.123456789',
    entry_price: '999999.123456789',
    current_price: '0.000000001',
    notional: LARGEST,
    current_pnl: `-${LARGEST}`,
    pnl_percent: '-99999.9999',
    last_updated: now,
    created_at: now,
  };
  const trades = world.db.collection(paths.shadowTrades(tenant.uid));
  await trades.doc('t1').update({ ...figures, symbol: 'BTC/USD' });
  await trades.doc('t2').update({
    ...figures,
    symbol: 'ABCDEFGHIJ',
    exit_price: '999999.123456789',
    final_pnl: LARGEST,
    final_pnl_percent: '99999.9999',
  });
  const snapshot = world.db.doc(paths.snapshot(tenant.uid));
  const held = (await snapshot.get()).get('positions') as Record<string, unknown>[];
  await snapshot.update({
    equity: LARGEST,
    cash: `-${LARGEST}`,
    buying_power: LARGEST,
    last_equity: '0.01',
    synced_at: now,
    positions: held.map(position => ({
      ...position,
      quantity: '123456789.123456789',
      avg_entry_price: '999999.123456789',
      current_price: '0.000000001',
      market_value: LARGEST,
      cost_basis: LARGEST,
      unrealized_pnl: `-${LARGEST}`,
    })),
  });
  await curve(world, tenant, LARGEST);
  await world.db.doc(paths.signal(tenant.uid, 's1')).set(signal('sell', LARGEST, UNBROKEN));
  await world.db.doc(paths.tradingStatus(tenant.uid)).update({ message: UNBROKEN });
  await world.db.doc(paths.tenantDocument(tenant.uid)).update({ display_name: UNBROKEN.slice(0, 80) });
}

/** The same account three hours later, without a sync that worked since. */
export async function stale(world: World, tenant: Tenant): Promise<void> {
  const then = Timestamp.fromMillis(Date.now() - STALE_MS);
  await world.db.doc(paths.snapshot(tenant.uid)).update({ synced_at: then });
  await world.db.doc(paths.shadowTrade(tenant.uid, 't1')).update({ last_updated: then, created_at: then });
  await world.db.doc(paths.lastSyncError(tenant.uid)).set({
    code: 'broker_unavailable',
    timestamp: Timestamp.now(),
    consecutive_failures: 12_345,
    retry_at: Timestamp.fromMillis(Date.now() + 15 * 60_000),
  });
}
