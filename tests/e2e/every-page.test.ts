import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { openTrade } from '../support/shadow-trade.ts';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { FIRST_LOAD_KB, measureFirstLoad } from './support/first-load.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { signIn } from './support/trader.ts';
import { refuseLimits } from './support/walk/refusals.ts';

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

/** Before the sign-in. */
const OUTSIDE = [
  ['/sign-in', 'Sign in'],
  ['/sign-up', 'Create an account'],
  ['/reset-password', 'Reset the password'],
  ['/auth/action', 'This link is incomplete'],
] as const;

/** Addresses of what is not there. */
const NOWHERE = [
  ['/nowhere', 'There is no such page'],
  ['/operations', 'There is no such page'],
  ['/trades/none', 'Trade'],
] as const;

/** Where a dialog starts: the page, the button that opens it, and what has the focus then. */
const STARTS = [
  ['/', 'New trade', 'Symbol'],
  ['/', /^Halt/, 'Cancel'],
  ['/', 'Switch trading off …', 'Cancel'],
  ['/', /Go to or do/, 'Commands'],
  ['/trades', 'New trade', 'Symbol'],
  ['/trades', 'Close AAPL', 'Cancel'],
  ['/trades/t1', 'Close trade', 'Cancel'],
  ['/settings/broker', 'Disconnect …', 'Cancel'],
  ['/settings/data', 'Delete my account …', 'Cancel'],
] as const;

describe('every page', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
    const { world } = dashboard;
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
  afterAll(() => app?.stop());

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

  it('has one heading of the first rank, which is its name', async () => {
    const { page, context, complaints } = await openTab(browser);
    const expectHeading = async (path: string, name: string) => {
      await page.goto(dashboard.url + path);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect([path, await page.locator('h1').count()]).toEqual([path, 1]);
    };
    for (const [path, name] of OUTSIDE) await expectHeading(path, name);
    await enter(page);
    for (const [path, name] of [...PAGES, ...NOWHERE]) await expectHeading(path, name);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('opens dialogs on their first field, or on the way out where they ask', async () => {
    const { page, context, complaints } = await openTab(browser);
    const expectFocus = async (path: string, button: string | RegExp, name: string) => {
      await page.goto(dashboard.url + path);
      await page.getByRole('button', { name: button }).first().click();
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor();
      const focused = () =>
        page.evaluate(
          `(at => at.labels?.[0]?.innerText ?? at.getAttribute('aria-label') ?? at.innerText)(document.activeElement)`,
        );
      await expect.poll(focused, { message: `${path} ${button}` }).toBe(name);
    };
    await expectFocus('/sign-in', 'Continue with Google', 'Google account');
    await enter(page);
    for (const [path, button, name] of STARTS) await expectFocus(path, button, name);
    expect(complaints).toEqual([]);
    await context.close();
  });

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

  it('has no field on a touch screen that a phone would zoom into', async () => {
    const { page, context, complaints } = await openTab(browser, { width: 390, height: 844, touch: true });
    const expectLegible = async (place: string) => {
      const fields = page.locator('input:not([type=checkbox], [type=radio]), select, textarea');
      await fields.filter({ visible: true }).first().waitFor();
      const sizes = await fields.evaluateAll(all => all.map(field => getComputedStyle(field).fontSize));
      expect([place, ...sizes.filter(size => Number.parseFloat(size) < 16)]).toEqual([place]);
    };
    await page.goto(`${dashboard.url}/sign-in`);
    await expectLegible('/sign-in');
    await enter(page);
    for (const [path, heading] of [
      ['/trades', 'Trades'],
      ['/signals', 'Signals'],
      ['/settings/profile', 'Settings'],
      ['/settings/limits', 'Settings'],
      ['/settings/preferences', 'Settings'],
    ] as const) {
      await visit(page, path, heading);
      await expectLegible(path);
    }
    await visit(page, '/', 'Overview');
    await page.getByRole('button', { name: 'New trade' }).click();
    await page.getByRole('dialog').getByLabel('Symbol').waitFor();
    await expectLegible('the ticket');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('prints its figures, and nothing that is pressed', async () => {
    const { page, context, complaints } = await openTab(browser);
    await enter(page);
    await page.emulateMedia({ media: 'print' });
    const expectPrinted = async (path: string, heading: string, figures: readonly (string | RegExp)[]) => {
      await visit(page, path, heading);
      for (const figure of figures) await page.locator('main').getByText(figure).first().waitFor();
      const visible = (selector: string) => page.locator(selector).filter({ visible: true }).allInnerTexts();
      expect([path, await visible('nav')]).toEqual([path, []]);
      expect([path, await visible('button:not(th button:not([aria-label]))')]).toEqual([path, []]);
    };
    await expectPrinted('/', 'Overview', ['Equity', '$100,000.00', 'AAPL']);
    await expectPrinted('/trades', 'Trades', ['Symbol', 'Entry', '50.00', 'AAPL']);
    await expectPrinted('/trades/t1', 'AAPL', ['Entry', '50.00']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('keeps limits that were refused as they were typed, and says so', async () => {
    const { page, context, complaints } = await openTab(browser);
    await enter(page);
    await visit(page, '/settings/limits', 'Settings');
    const starting = page.getByText('You have not set limits of your own.');
    await starting.waitFor();
    const largest = page.getByLabel('Largest trade');
    const save = page.getByRole('button', { name: 'Save limits' });
    await largest.fill('2,222');
    const allow = await refuseLimits(dashboard.stack);
    try {
      await save.click();
      await page.getByText('This change is not allowed, so nothing was saved.').waitFor();
      expect(await largest.inputValue()).toBe('2,222');
      await starting.waitFor();
    } finally {
      await allow();
    }
    await save.click();
    await page.getByText('Your limits are saved.').waitFor();
    await starting.waitFor({ state: 'detached' });
    await expect.poll(() => largest.inputValue()).toBe('2222.00');
    expect(complaints).toEqual([]);
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
