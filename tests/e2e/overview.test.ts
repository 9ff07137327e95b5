import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preferences as preferencesDocument } from '../../domain/src/documents/preferences.ts';
import * as paths from '../../domain/src/paths.ts';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { signIn } from './support/trader.ts';

/** What a trader does on the overview, on a phone, with a connection that comes and goes, and in a hurry. */
describe('the overview', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
  });
  afterAll(() => app?.stop());

  const enter = async (page: Page, name: string) => {
    await page.goto(dashboard.url);
    await signIn(page, `${name}@test.example`);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  };

  it.each([320, 390])('syncs on a phone of %i pixels, and says what became of it', async width => {
    const { world, functionsWire } = dashboard;
    const tenant = await world.tenant(`phone${width}`);
    await world.switchTrading(tenant.uid, false);
    const { page, context, complaints } = await openTab(browser, { width, height: 700 });
    await enter(page, `phone${width}`);
    const sync = page.getByRole('button', { name: /^Sync/ });
    const box = await sync.boundingBox();
    if (!box) throw new Error('There is no button to sync with.');
    expect([box.x >= 0, box.x + box.width <= width, box.y + box.height <= 700]).toEqual([true, true, true]);

    functionsWire.hold();
    await sync.click();
    await page.getByRole('button', { name: 'Syncing …' }).waitFor();
    expect(await sync.isDisabled()).toBe(true);
    functionsWire.release();
    await page.getByText('Your account was read from the broker just now.').waitFor();
    await page.getByText('$100,000.00').first().waitFor();
    await page.getByText('Fresh').first().waitFor();

    // What the broker refuses is said once.
    await world.fault(tenant, { kind: '401' });
    await sync.click();
    const refusal = page.locator('#main').getByText('Alpaca refused your API keys.');
    await refusal.waitFor();
    expect(await refusal.count()).toBe(1);
    await world.noFault(tenant);

    functionsWire.cut();
    await sync.click();
    await page.getByText(/The server did not answer, so it is not known whether/).waitFor();
    functionsWire.mend();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('brings the equity curve by itself after the connection was lost, its code and its points', async () => {
    const { world } = dashboard;
    const tenant = await world.tenant('curve');
    const put = (minutesAgo: number, equity: string) => {
      const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
      return world.db
        .collection(paths.equityCurve(tenant.uid))
        .doc(at.slice(0, 10))
        .set({ points: { [at.slice(11, 16).replace(':', '')]: equity } }, { merge: true });
    };
    await put(3, '101000.00');
    await put(2, '102000.00');
    await put(3 * 24 * 60, '93000.00');
    const { page, context, complaints } = await openTab(browser);
    // As when the train enters a tunnel while the chart is under way.
    const isLost = (url: URL) => /(line-chart|chart-canvas)-.*\.js$/.test(url.pathname);
    await page.route(isLost, route => route.abort('internetdisconnected'));
    await enter(page, 'curve');
    await page.getByText('This part will appear once you are connected.').waitFor();
    await page.unroute(isLost);
    const curve = page.getByRole('figure', { name: 'Equity over time' });
    const caption = curve.locator('figcaption');
    await expect.poll(() => caption.innerText()).toContain('highest $102,000.00');
    await curve.locator('canvas').first().waitFor();

    await context.setOffline(true);
    await page.getByText('You are offline. The figures below').waitFor();
    await page.getByRole('button', { name: '1W' }).click();
    await put(1, '103000.00');
    await context.setOffline(false);
    await expect.poll(() => caption.innerText()).toMatch(/lowest \$93,000\.00, highest \$103,000\.00/);
    expect(await page.getByText('No curve yet').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes theme and privacy as fast as they are pressed, and stores the last choice', async () => {
    const { world } = dashboard;
    const tenant = await world.tenant('hasty');
    await world.call(tenant, 'sync_account', {});
    const { page, context, complaints } = await openTab(browser);
    await enter(page, 'hasty');
    await page.getByText('$100,000.00').first().waitFor();
    const choose = async (item: RegExp) => {
      await page.getByRole('button', { name: 'Your account' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    const seen = () => page.evaluate('document.documentElement.dataset.theme');
    for (let press = 0; press < 5; press += 1) {
      await choose(/Switch light and dark/);
      await choose(/(Hide|Show) amounts/);
    }
    expect(await seen()).toBe('dark');
    await page.getByText('••••').first().waitFor();
    // Whatever is refused or arrives late, nothing flips back.
    await page.evaluate(`
      window.__flips = [];
      new MutationObserver(() => window.__flips.push(document.documentElement.dataset.theme))
        .observe(document.documentElement, { attributeFilter: ['data-theme'] });`);
    const stored = async () => {
      const preferences = await world.read(paths.preferences(tenant.uid));
      return [preferences?.theme, preferences?.[preferencesDocument.names.privacyMode]];
    };
    await expect.poll(stored).toEqual(['dark', true]);
    expect(new Set((await page.evaluate('window.__flips')) as string[])).not.toContain('light');
    expect(await page.locator('[data-sonner-toast][data-type=error]').count()).toBe(0);
    await page.getByText('••••').first().waitFor();
    await page.reload();
    await page.getByText('••••').first().waitFor();
    expect(await seen()).toBe('dark');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
