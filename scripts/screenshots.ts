import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startBrowser } from '../tests/e2e/support/chromium.ts';
import { startDashboard } from '../tests/e2e/support/dashboard.ts';
import { newTrader, signIn, signInAgain, signUp } from '../tests/e2e/support/trader.ts';
import { liveIn } from './screenshots/lived-in-account.ts';

/*
 * Every page in both themes and two sizes, from a stack of its own with an account that is lived in.
 *
 *   npm run screenshots
 */
const target = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const THEMES = ['light', 'dark'] as const;
const PAGES: Readonly<Record<string, string>> = {
  overview: '/',
  trades: '/trades',
  trade: '/trades/c1',
  signals: '/signals',
  'settings-profile': '/settings/profile',
  'settings-broker': '/settings/broker',
  'settings-limits': '/settings/limits',
  'settings-preferences': '/settings/preferences',
  'settings-data': '/settings/data',
};

mkdirSync(target, { recursive: true });
const [dashboard, browser] = await Promise.all([startDashboard(), startBrowser()]);
const settled = async (page: Page) => {
  await page.locator('main').first().waitFor();
  await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => {});
  await page
    .waitForFunction('document.querySelector("[aria-busy=true]") === null', undefined, { timeout: 5_000 })
    .catch(() => {});
};
try {
  const tenant = await dashboard.world.tenant('ada', [
    { symbol: 'AAPL', qty: '40' },
    { symbol: 'MSFT', qty: '25' },
  ]);
  await dashboard.world.call(tenant, 'sync_account', {});
  await liveIn(dashboard.world, tenant, 180);
  for (const theme of THEMES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const shot = (name: string) => page.screenshot({ path: join(target, `${name}-${theme}-${size}.png`) });
      await page.goto(`${dashboard.url}/sign-in`);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await shot('sign-in');
      await signIn(page, 'ada@test.example');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await dashboard.world.call(tenant, 'sync_account', {});
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(dashboard.url + path);
        await settled(page);
        await shot(name);
      }
      await page.goto(`${dashboard.url}/trades`);
      await page.getByRole('button', { name: /New trade/ }).click();
      await page.getByRole('dialog').getByLabel('Symbol').fill('AAPL');
      await page.getByText(/bid/i).first().waitFor();
      await shot('order-ticket');
      await context.close();
      const fresh = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
      const newcomer = await fresh.newPage();
      await signUp(dashboard, newcomer, await newTrader(dashboard.world, `new${theme}${size}`));
      await newcomer.getByRole('button', { name: 'Open the link' }).click();
      await newcomer.getByRole('button', { name: 'Confirm the address' }).click();
      await newcomer.getByRole('link', { name: 'Go to AgentTrader' }).click();
      await signInAgain(newcomer);
      await newcomer.getByRole('link', { name: 'Continue' }).click();
      await newcomer.getByLabel('Key id').waitFor();
      await newcomer.screenshot({ path: join(target, `welcome-${theme}-${size}.png`) });
      await fresh.close();
      console.log(`${theme}, ${size}: ${Object.keys(PAGES).length + 3} pages`);
    }
  }
} finally {
  await browser.close();
  await dashboard.stop();
}
console.log(`They are in docs/screenshots/.`);
