import * as paths from '@agenttrader/domain/paths';
import { readBrokerConfig } from '@/lib/documents/broker-config.ts';
import {
  type EquityDay,
  type PriceMarksDay,
  readEquityDay,
  readPriceMarksDay,
} from '@/lib/documents/day-series.ts';
import type { DocumentReader } from '@/lib/documents/document-problem.ts';
import { readPerformance } from '@/lib/documents/performance.ts';
import { readPreferences } from '@/lib/documents/preferences.ts';
import { readProfile } from '@/lib/documents/profile.ts';
import { readShadowTrade, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { readSnapshot } from '@/lib/documents/snapshot.ts';
import { readSyncError } from '@/lib/documents/sync-error.ts';
import { readTradingStatus, type TradingStatus } from '@/lib/documents/trading-status.ts';
import type { FollowedDocument } from './followed-document.ts';

const live = <T>(
  key: string,
  path: (uid: string) => paths.DocumentPath,
  read: DocumentReader<T>,
): FollowedDocument<T> => ({ key, path, read });

/** Followed from sign-in to sign-out. */
export const profileDocument = live('profile', paths.tenantDocument, readProfile);
export const snapshotDocument = live('snapshot', paths.snapshot, readSnapshot);
export const tradingStatusDocument: FollowedDocument<TradingStatus> = {
  ...live('trading', paths.tradingStatus, readTradingStatus),
  // A kill switch that only this page believes in is not off.
  waitsForServer: true,
};
export const syncErrorDocument = live('sync-error', paths.lastSyncError, readSyncError);
export const brokerConfigDocument = live(
  'broker',
  uid => paths.brokerConfig(uid, 'alpaca'),
  readBrokerConfig,
);
export const preferencesDocument = live('preferences', paths.preferences, readPreferences);

/** Followed while a page shows them. */
export const performanceDocument = live('performance', paths.performance, readPerformance);
export const shadowTradeDocument = (id: string): FollowedDocument<ShadowTrade> =>
  live(`trade/${id}`, uid => paths.shadowTrade(uid, id), readShadowTrade);
/** @param day a UTC day, "2026-03-02" */
export const equityDayDocument = (day: string): FollowedDocument<EquityDay> =>
  live(`equity/${day}`, uid => `${paths.equityCurve(uid)}/${day}` as paths.DocumentPath, readEquityDay);
/** @param day a UTC day, "2026-03-02" */
export const priceMarksDocument = (day: string): FollowedDocument<PriceMarksDay> =>
  live(`prices/${day}`, uid => `${paths.priceMarks(uid)}/${day}` as paths.DocumentPath, readPriceMarksDay);
