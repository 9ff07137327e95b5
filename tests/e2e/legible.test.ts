import { Timestamp } from '@google-cloud/firestore';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { openTrade } from '../support/shadow-trade.ts';
import type { Tenant } from '../support/world.ts';
import { keepPictureOfFailure, openSharedTab, type Tab } from './support/browser.ts';
import { startBrowser } from './support/chromium.ts';
import { type RunningDashboard, startDashboard } from './support/dashboard.ts';
import { illegible } from './support/legibility.ts';
import { signIn } from './support/trader.ts';

const PAGES = [
  '/',
  '/trades',
  '/trades/t1',
  '/signals',
  '/settings/profile',
  '/settings/broker',
  '/settings/limits',
  '/settings/preferences',
  '/settings/data',
  '/welcome',
];

const LARGEST = '999999999999.99';

describe('every figure can be read', () => {
  let dashboard: RunningDashboard;
  let browser: Browser;
  beforeAll(async () => {
    [dashboard, browser] = await Promise.all([startDashboard(), startBrowser()]);
    await dashboard.world.freezeMarket();
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  async function ordinary(tenant: Tenant): Promise<void> {
    const { world } = dashboard;
    await world.db.doc(paths.shadowTrade(tenant.uid, 't1')).set(openTrade('AAPL', 'BUY', '10', '50'));
    await world.call(tenant, 'sync_account', {});
    await world.call(tenant, 'generate_trading_signal', { symbol: 'AAPL' });
  }

  async function extreme(tenant: Tenant): Promise<void> {
    const { world } = dashboard;
    await ordinary(tenant);
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
    await trades.doc('t2').set({
      ...openTrade('ABCDEFGHIJ', 'SELL', '1', '1'),
      ...figures,
      status: 'CLOSED',
      exit_price: '999999.123456789',
      exit_reason: 'manual',
      closed_at: now,
      final_pnl: LARGEST,
    });
    await world.db.doc(paths.snapshot(tenant.uid)).update({
      equity: LARGEST,
      cash: `-${LARGEST}`,
      buying_power: LARGEST,
      last_equity: '0.01',
      synced_at: now,
    });
  }

  describe.each([
    ['ordinary', ordinary],
    ['extreme', extreme],
  ] as const)('%s', (name, prepare) => {
    let tab: Tab;
    beforeAll(async () => {
      await prepare(await dashboard.world.tenant(name, [{ symbol: 'AAPL', qty: '10' }]));
      tab = await openSharedTab(browser);
      await tab.page.goto(dashboard.url);
      await signIn(tab.page, `${name}@test.example`);
      await tab.page.getByRole('heading', { name: 'Overview' }).waitFor();
    });
    beforeEach(() => keepPictureOfFailure(tab));
    afterAll(async () => {
      await tab?.context.close();
    });

    it.each(PAGES)('on %s, at every width', async path => {
      const { page } = tab;
      await page.goto(dashboard.url + path);
      await page.getByRole('heading').first().waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      expect(await illegible(page)).toEqual([]);
    });
  });
});
