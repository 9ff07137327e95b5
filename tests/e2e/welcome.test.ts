import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { signIn, signOut } from './support/trader.ts';

/**
 * Whether the page leaves a click with the Control key to the browser, which opens a tab. That is the browser's own to do
 * and is not tried: the page that drives it may miss a tab that opened by itself.
 */
const isLeftToTheBrowser = (link: Element): Promise<boolean> =>
  new Promise(resolve => {
    const take = (event: Event) => {
      resolve(!event.defaultPrevented);
      event.preventDefault();
    };
    window.addEventListener('click', take, { once: true });
    const keys = { ctrlKey: true, metaKey: true };
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys }));
  });

/** The wizard is pages with addresses: one goes back and forth in it as on every page. */
describe('the wizard', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
  });
  afterAll(() => app?.stop());

  const stepIs = async (page: Page, path: string, title: string) => {
    await page.getByRole('heading', { level: 2, name: title }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/welcome/${path}`);
    expect(await page.locator('[aria-current=step]').innerText()).toContain(title);
  };
  const steps = (page: Page) => page.getByRole('navigation', { name: 'Steps' });

  it('goes back and forth, and keeps its place and what was typed over a reload', async () => {
    const { world, url } = dashboard;
    const person = await world.person('walker');
    await world.openAccount(person);
    const { page, complaints } = await openTab(browser);
    await page.goto(url);
    await signIn(page, 'walker@test.example');
    await stepIs(page, 'about', 'What this is');
    // What comes later is no link yet, and its address leads to what comes first.
    expect(await steps(page).getByRole('link').allInnerTexts()).toHaveLength(2);
    await page.goto(`${url}/welcome/trading`);
    await stepIs(page, 'broker', 'Connect a broker');
    await page.goto(`${url}/welcome/nonsense`);
    await stepIs(page, 'about', 'What this is');
    await page.getByRole('link', { name: 'Continue' }).click();
    await stepIs(page, 'broker', 'Connect a broker');
    await page.goBack();
    await stepIs(page, 'about', 'What this is');
    await page.goForward();
    await stepIs(page, 'broker', 'Connect a broker');

    // The kind of account outlives the reload, the keys do not.
    await page.getByRole('radio', { name: /Live/ }).click();
    await page.getByLabel('Key id').fill(person.keyId);
    await page.getByLabel('Secret key').fill(person.secretKey);
    const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
    for (const secret of [person.keyId, person.secretKey]) expect(kept).not.toContain(secret);
    await page.reload();
    await stepIs(page, 'broker', 'Connect a broker');
    expect(await page.getByRole('radio', { name: /Live/ }).isChecked()).toBe(true);
    expect(await page.getByLabel('Key id').inputValue()).toBe('');
    await page.getByRole('radio', { name: /Paper/ }).click();
    await page.getByLabel('Key id').fill(person.keyId);
    await page.getByLabel('Secret key').fill(person.secretKey);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();

    await stepIs(page, 'limits', 'Set your limits');
    await page.getByLabel('Largest trade').fill('$2k');
    await page.getByLabel('Open trades at a time').fill('');
    await page.reload();
    await stepIs(page, 'limits', 'Set your limits');
    expect(await page.getByLabel('Largest trade').inputValue()).toBe('$2k');
    expect(await page.getByLabel('Open trades at a time').inputValue()).toBe('');
    await page.goBack();
    await stepIs(page, 'broker', 'Connect a broker');
    await page.getByText(`with the key that ends in ${person.keyId.slice(-4)}`).waitFor();
    await page.getByRole('link', { name: 'Continue' }).click();
    expect(await page.getByLabel('Largest trade').inputValue()).toBe('$2k');
    await page.getByLabel('Open trades at a time').fill('7');
    await page.getByRole('button', { name: 'Save limits' }).click();

    await stepIs(page, 'trading', 'Switch trading on');
    await steps(page)
      .getByRole('link', { name: /Set your limits/ })
      .click();
    await stepIs(page, 'limits', 'Set your limits');
    expect(await page.getByLabel('Largest trade').inputValue()).toBe('2000.00');
    await page.goBack();
    await page.getByRole('button', { name: 'Switch trading on …' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch trading on' }).click();
    await stepIs(page, 'done', 'Ready');
    await page.goBack();
    await stepIs(page, 'trading', 'Switch trading on');
    await page.getByText('Trading is on.').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('is made of links that open in tabs of their own, and is put off in the tab where that was asked', async () => {
    await dashboard.world.person('opener');
    const { page, context, complaints } = await openTab(browser);
    await page.goto(dashboard.url);
    await signIn(page, 'opener@test.example');
    await stepIs(page, 'about', 'What this is');
    const opened = async (name: string) => {
      const link = page.getByRole('link', { name, exact: true });
      expect(await link.evaluate(isLeftToTheBrowser)).toBe(true);
      const { page: tab } = await openTab(browser, { context });
      await tab.goto(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
      return tab;
    };
    await stepIs(await opened('Continue'), 'broker', 'Connect a broker');
    const later = await opened('Skip for now');
    await later.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await later.reload();
    await later.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(new URL(later.url()).search).toBe('');
    await page.goto(dashboard.url);
    await stepIs(page, 'about', 'What this is');
    // Nothing of the visit is left for whoever is next.
    await signOut(later);
    expect(await later.evaluate('Object.keys(sessionStorage).filter(key => /visit/.test(key))')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
