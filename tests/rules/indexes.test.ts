import { fileURLToPath } from 'node:url';
import { Firestore, type Query } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pulseShard } from '../../domain/src/documents/operations.ts';
import { shadowTrade } from '../../domain/src/documents/shadow-trade.ts';
import { tradingStatus } from '../../domain/src/documents/trading-status.ts';
import * as paths from '../../domain/src/paths.ts';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

/** Names that a trade has; signals and alerts call the time of their making the same. */
const { names } = shadowTrade;

/** Every query of the product that needs more than Firestore's own single-field indexes, and those near to them. */
describe('the queries of the product', () => {
  let server: RunningFirestore;
  let db: Firestore;
  beforeAll(async () => {
    const indexesFile = fileURLToPath(new URL('../../firestore.indexes.json', import.meta.url));
    server = await startFirestore({ port: 0, indexesFile });
    db = new Firestore({
      projectId: 'demo-indexes',
      host: `${server.host}:${server.port}`,
      ssl: false,
      customHeaders: { Authorization: 'Bearer owner' },
    });
  });
  afterAll(async () => {
    await db.terminate();
    await server.close();
  });

  const trades = (): Query => db.collection(paths.shadowTrades('alice'));
  const filters: readonly (readonly [string, string])[] = [
    ['status', 'OPEN'],
    ['symbol', 'AAPL'],
    ['side', 'BUY'],
    ['source', 'manual'],
  ];
  const subsets = Array.from({ length: 2 ** filters.length }, (_, bits) =>
    filters.filter((_filter, index) => bits & (1 << index)),
  );

  it.each(subsets.map(subset => [subset.map(([field]) => field).join(', ') || 'nothing', subset] as const))(
    'trades by %s, the newest first, and within a range of time',
    async (_, subset) => {
      const filtered = subset.reduce((query, [field, value]) => query.where(field, '==', value), trades());
      const newest = filtered.orderBy(names.createdAt, 'desc');
      await expect(newest.limit(500).get()).resolves.toMatchObject({ size: 0 });
      await expect(newest.where(names.createdAt, '>=', new Date(0)).get()).resolves.toMatchObject({
        size: 0,
      });
    },
  );

  it.each([
    [
      'the newest closed trades',
      () => trades().where('status', '==', 'CLOSED').orderBy(names.closedAt, 'desc').limit(50),
    ],
    [
      'the trades closed today',
      () => trades().where(names.closedAt, '>=', new Date(0)).select(names.finalPnl),
    ],
    ['the open trades', () => trades().where('status', '==', 'OPEN').select('symbol')],
    [
      'the tenants whose switch is on',
      () => db.collectionGroup('status').where('enabled', '==', true).orderBy('__name__').limit(500),
    ],
    [
      'those of them who are due around the clock',
      () =>
        db
          .collectionGroup('status')
          .where('enabled', '==', true)
          .where(tradingStatus.names.aroundTheClock, '==', true)
          .orderBy('__name__')
          .limit(500),
    ],
    [
      'the tenants',
      () => db.collection('users').where('onboarded', '==', true).orderBy('__name__').limit(500),
    ],
    [
      'the newest signals',
      () => db.collection(paths.signals('alice')).orderBy(names.createdAt, 'desc').limit(50),
    ],
    [
      'the newest alerts',
      () => db.collection(paths.alerts('alice')).orderBy(names.createdAt, 'desc').limit(50),
    ],
  ] as const)('%s', async (_, query) => {
    await expect(query().get()).resolves.toMatchObject({ size: 0 });
  });

  it('the number of tenants whose switch is off', async () => {
    const off = db.collectionGroup('status').where('enabled', '==', false).where('connected', '==', true);
    expect((await off.count().get()).data().count).toBe(0);
  });

  it('the number of shards that are at their ends', async () => {
    const shards = db.collection(paths.pulseShards('2026-03-02T15:00:00.000Z'));
    const finished = shards.where(pulseShard.names.finished, '==', true);
    expect((await finished.count().get()).data().count).toBe(0);
  });

  it('would fail without an index', async () => {
    const unindexed = trades().where('strategy', '==', 'momentum').orderBy(names.createdAt, 'desc');
    await expect(unindexed.get()).rejects.toThrow(/index/);
  });
});
