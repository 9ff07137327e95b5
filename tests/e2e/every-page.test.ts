import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { openTrade } from '../support/shadow-trade.ts';
import { openTab } from './support/browser.ts';
import { startBrowser } from './support/chromium.ts';
import { type RunningDashboard, startDashboard } from './support/dashboard.ts';
import { FIRST_LOAD_KB, measureFirstLoad } from './support/first-load.ts';
import { signIn } from './support/trader.ts';

const PAGES = [
  ['/', 'Overview'],
  ['/trades', 'Trades'],
  ['/trades/t1', 'AAPL'],
  ['/signals', 'Signals'],
  ['/settings/profile', 'Settings'],
  ['/settings/broker', 'Settings'],
  ['/settings/limits', 'Settings'],
  ['/settings/preferences', 'Settings'],
  ['/settings/data', 'Settings'],
  ['/welcome', 'Welcome'],
] as const;

describe('every page', () => {
  let dashboard: RunningDashboard;
  let browser: Browser;
  beforeAll(async () => {
    [dashboard, browser] = await Promise.all([startDashboard(), startBrowser()]);
    const { world } = dashboard;
    await world.freezeMarket();
    const ada = await world.tenant('ada', [{ symbol: 'AAPL', qty: '10' }]);
    await world.db.doc(paths.shadowTrade(ada.uid, 't1')).set(openTrade('AAPL', 'BUY', '10', '50'));
    await world.call(ada, 'sync_account', {});
    // A point of two minutes before, and the curve is drawn.
    const before = new Date(Date.now() - 2 * 60_000).toISOString();
    await world.db
      .collection(paths.equityCurve(ada.uid))
      .doc(before.slice(0, 10))
      .set({ points: { [before.slice(11, 16).replace(':', '')]: '101000.00' } }, { merge: true });
    await world.call(ada, 'generate_trading_signal', { symbol: 'AAPL' });
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  const enter = async (page: Page) => {
    await page.goto(dashboard.url);
    await signIn(page, 'ada@test.example');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  };
  const visit = async (page: Page, path: string, heading: string) => {
    await page.goto(dashboard.url + path);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  };

  it('waits for no more than the first page needs, and the chart comes after it', async () => {
    const { page, context, complaints } = await openTab(browser);
    await enter(page);
    await page.close();
    const fresh = await openTab(browser, { context });
    const { scripts } = await measureFirstLoad(fresh.page, dashboard.url);
    const total = scripts.reduce((sum, [, bytes]) => sum + bytes, 0) / 1_000;
    const names = scripts.map(([name]) => name);
    expect(total, names.join('\n')).toBeLessThanOrEqual(FIRST_LOAD_KB);
    expect(names.filter(name => /app-check/.test(name))).toEqual([]);
    await fresh.page.locator('canvas').first().waitFor();
    expect([...complaints, ...fresh.complaints]).toEqual([]);
    await context.close();
  });

  it('fits on a phone, and leads to every other', async () => {
    const { page, context } = await openTab(browser, { width: 390, height: 844 });
    await enter(page);
    for (const [path, heading] of PAGES) {
      await visit(page, path, heading);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    const bar = page.getByRole('navigation').last();
    await bar.getByRole('link', { name: 'Trades' }).click();
    await page.getByRole('heading', { name: 'Trades' }).waitFor();
    await context.close();
  });

  it('is reached and used with the keyboard alone', async () => {
    const { page, context, complaints } = await openTab(browser);
    await page.goto(`${dashboard.url}/sign-in`);
    await page.getByLabel('E-mail').focus();
    await page.keyboard.type('ada@test.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('correct-horse');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
    await page.keyboard.type('trades');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Trades' }).waitFor();
    await page.getByRole('dialog', { name: 'Command palette' }).waitFor({ state: 'detached' });
    const ticket = page.getByRole('dialog');
    // The heading may be there a moment before the page listens to keys.
    await expect
      .poll(async () => {
        await page.keyboard.press('n');
        return ticket.count();
      })
      .toBe(1);
    await ticket.getByLabel('Symbol').waitFor();
    await page.keyboard.press('Escape');
    await ticket.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('privacy');
    await page.keyboard.press('Enter');
    await page.getByText('••••').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('sign out');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
