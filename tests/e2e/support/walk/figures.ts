import { Timestamp } from '@google-cloud/firestore';
import { shadowTrade } from '../../../../domain/src/documents/shadow-trade.ts';
import { signal as signalDocument } from '../../../../domain/src/documents/signal.ts';
import { snapshot as snapshotDocument } from '../../../../domain/src/documents/snapshot.ts';
import { syncError } from '../../../../domain/src/documents/sync-error.ts';
import { tenant as tenantProfile } from '../../../../domain/src/documents/tenant.ts';
import { parseMoney } from '../../../../domain/src/money/money.ts';
import { parsePrice } from '../../../../domain/src/money/price.ts';
import * as paths from '../../../../domain/src/paths.ts';
import { variantOf } from '../../../../domain/test-support/documents/variant.ts';
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
  const times = { createdAt: now, lastUpdated: now };
  await trade('t1').set(variantOf(shadowTrade, openTrade('AAPL', 'BUY', '10', '50'), times));
  const closed = {
    ...times,
    status: 'CLOSED',
    exitPrice: '55',
    exitReason: 'manual',
    closedAt: now,
    finalPnl: '15.00',
    finalPnlPercent: '8.3333',
  };
  await trade('t2').set(variantOf(shadowTrade, openTrade('MSFT', 'SELL', '3', '60'), closed));
  await world.call(tenant, 'sync_account', {});
  await curve(world, tenant, '101000.00');
  await world.db.doc(paths.signal(tenant.uid, 's1')).set(signal('buy', '1500.00', 'Rising on volume.'));
  await world.call(tenant, 'generate_trading_signal', { symbol: 'AAPL' });
}

const signal = (action: string, notional: string, reason: string) =>
  variantOf(
    signalDocument,
    {},
    {
      symbol: 'AAPL',
      action,
      notionalUsd: notional,
      confidence: 0.8,
      reason,
      source: 'model',
      status: 'pending',
      model: 'momentum',
      createdAt: Timestamp.now(),
      expiresAt: Timestamp.fromMillis(Date.now() + 86_400_000),
    },
  );

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
    entryPrice: '999999.123456789',
    currentPrice: '0.000000001',
    notional: LARGEST,
    currentPnl: `-${LARGEST}`,
    pnlPercent: '-99999.9999',
    lastUpdated: now,
    createdAt: now,
  };
  const trades = world.db.collection(paths.shadowTrades(tenant.uid));
  await trades.doc('t1').update(variantOf(shadowTrade, {}, { ...figures, symbol: 'BTC/USD' }));
  const closed = {
    ...figures,
    symbol: 'ABCDEFGHIJ',
    exitPrice: '999999.123456789',
    finalPnl: LARGEST,
    finalPnlPercent: '99999.9999',
  };
  await trades.doc('t2').update(variantOf(shadowTrade, {}, closed));
  const snapshot = world.db.doc(paths.snapshot(tenant.uid));
  const { value: held } = snapshotDocument.read((await snapshot.get()).data());
  const [largest, least] = [parseMoney(LARGEST), parseMoney(`-${LARGEST}`)];
  await snapshot.update(
    snapshotDocument.writePart({
      equity: largest,
      cash: least,
      buyingPower: largest,
      lastEquity: parseMoney('0.01'),
      syncedAt: now.toDate(),
      positions: (held?.positions ?? []).map(position => ({
        ...position,
        quantity: '123456789.123456789',
        avgEntryPrice: parsePrice('999999.123456789'),
        currentPrice: parsePrice('0.000000001'),
        marketValue: largest,
        costBasis: largest,
        unrealizedPnl: least,
      })),
    }),
  );
  await curve(world, tenant, LARGEST);
  await world.db.doc(paths.signal(tenant.uid, 's1')).set(signal('sell', LARGEST, UNBROKEN));
  await world.db.doc(paths.tradingStatus(tenant.uid)).update({ message: UNBROKEN });
  await world.db
    .doc(paths.tenantDocument(tenant.uid))
    .update(tenantProfile.writePart({ displayName: UNBROKEN.slice(0, 80) }));
}

/** The same account three hours later, without a sync that worked since. */
export async function stale(world: World, tenant: Tenant): Promise<void> {
  const then = Timestamp.fromMillis(Date.now() - STALE_MS);
  const { lastUpdated } = shadowTrade.names;
  const failed = variantOf(
    syncError,
    { at: Timestamp.now() },
    {
      code: 'broker_unavailable',
      consecutiveFailures: 12_345,
      retryAt: Timestamp.fromMillis(Date.now() + 15 * 60_000),
    },
  );
  await world.db.doc(paths.snapshot(tenant.uid)).update({
    ...variantOf(snapshotDocument, {}, { syncedAt: then, standingError: failed }),
    [`${snapshotDocument.names.openTrades}.t1.${lastUpdated}`]: then,
  });
  await world.db
    .doc(paths.shadowTrade(tenant.uid, 't1'))
    .update(variantOf(shadowTrade, {}, { lastUpdated: then, createdAt: then }));
}
