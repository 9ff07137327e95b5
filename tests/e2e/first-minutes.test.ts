import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELETE_CONFIRMATION } from '../../domain/src/callables/delete-account.ts';
import * as paths from '../../domain/src/paths.ts';
import { openTrade } from '../support/shadow-trade.ts';
import type { Tenant } from '../support/world.ts';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { newTrader, signIn, signInAgain, signOut, signUp } from './support/trader.ts';

/** From nothing to a closed trade, as somebody does who opens the page for the first time. */
describe('a new trader', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
  });
  afterAll(() => app?.stop());

  it('signs up, connects after a mistake, and opens and closes a trade', async () => {
    const trader = await newTrader(dashboard.world, 'newcomer');
    const { page, complaints } = await openTab(browser);
    await signUp(dashboard, page, trader);

    // No mail leaves this machine: the link is a press away. The sign-in after it is the first that counts.
    await page.getByText(`A message is on its way to ${trader.email}`).waitFor();
    await page.getByRole('button', { name: 'Open the link' }).click();
    await page.getByRole('button', { name: 'Confirm the address' }).click();
    await page.getByText('Your address is confirmed.').waitFor();
    await page.getByRole('link', { name: 'Go to AgentTrader' }).click();
    await signInAgain(page);

    // The wizard.
    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByLabel('Key id').fill('PKWRONGWRONGWRONG001');
    await page.getByLabel('Secret key').fill('w'.repeat(40));
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('Alpaca does not know these keys.').waitFor();
    expect(await page.getByText('[4').count()).toBe(0);
    await page.getByRole('radio', { name: /Live/ }).click();
    await page.getByLabel('Key id').fill(trader.keyId);
    await page.getByLabel('Secret key').fill(trader.secretKey);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('These are paper keys, but you chose live.').waitFor();
    await page.getByRole('radio', { name: /Paper/ }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: 'Save limits' }).click();
    await page.getByRole('button', { name: 'Switch trading on …' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch trading on' }).click();
    await page.getByRole('link', { name: 'Go to the overview' }).click();

    // The first snapshot.
    await page.getByText('Not synced yet').first().waitFor();
    await dashboard.world.pulse(new Date(Math.floor(Date.now() / 60_000) * 60_000));
    await page.getByText('$100,000.00').first().waitFor();

    // A trade, opened and closed.
    await page.getByRole('button', { name: 'New trade' }).click();
    const ticket = page.getByRole('dialog');
    await ticket.getByLabel('Symbol').fill('AAPL');
    await ticket.getByLabel('Amount').fill('500');
    await ticket.getByRole('button', { name: /^Open/ }).click();
    const table = page.getByRole('table', { name: 'Open shadow trades' });
    await table.getByRole('row', { name: /AAPL/ }).waitFor();
    await page.getByRole('link', { name: 'Trades', exact: true }).first().click();
    await page.getByRole('button', { name: 'Close AAPL' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: /Close/ }).click();
    await page.getByText('0 open, 1 closed').waitFor();
    await page.getByRole('link', { name: 'AAPL' }).first().click();
    await page.getByRole('heading', { name: /AAPL/ }).first().waitFor();

    // What is on paper is worth what it was, and keys stay where they belong.
    const kept = await page.evaluate(
      `JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie`,
    );
    expect(kept).not.toContain(trader.keyId);
    expect(complaints).toEqual([]);
  });

  it('confirms the address, and sets a new password, by links that work once', async () => {
    const { world, url } = dashboard;
    const trader = await newTrader(world, 'forgetful');
    const codeOf = async (kind: 'VERIFY_EMAIL' | 'PASSWORD_RESET') => {
      let code: string | undefined;
      await expect.poll(async () => (code = await world.mailedCode(trader.email, kind))).toBeTruthy();
      return `oobCode=${code}`;
    };
    const { page, context, complaints } = await openTab(browser);
    await signUp(dashboard, page, trader);
    await page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    await page.getByRole('button', { name: 'I have confirmed it' }).click();
    await page.getByText('Not yet: open the link').waitFor();
    expect(await page.getByRole('button', { name: /^Send it again in \d+ s$/ }).isDisabled()).toBe(true);
    await page.reload();
    await page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    const verify = `${url}/auth/action?mode=verifyEmail&${await codeOf('VERIFY_EMAIL')}`;
    // Mail is read where it is read: on another device.
    const elsewhere = await openTab(browser);
    await elsewhere.page.goto(verify);
    await elsewhere.page.getByText(`sign up at AgentTrader as ${trader.email}`).waitFor();
    await elsewhere.page.getByRole('button', { name: 'Confirm the address' }).click();
    await elsewhere.page.getByText('Your address is confirmed.').waitFor();
    await elsewhere.page.goto(verify);
    await elsewhere.page.getByText(/has been used already/).waitFor();
    expect(elsewhere.complaints).toEqual([]);
    await elsewhere.context.close();
    // The page that waits notices by itself.
    await page.getByLabel('Password').fill('wrong-horse');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText(/The e-mail address or the password is wrong/).waitFor();
    await signInAgain(page);
    await page.getByRole('link', { name: 'Skip for now' }).click();
    await signOut(page);

    await page.getByRole('link', { name: 'Forgotten the password?' }).click();
    await page.getByRole('heading', { name: 'Reset the password' }).waitFor();
    await page.getByLabel('E-mail').fill(trader.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText(/the link is on its way/).waitFor();
    const reset = `${url}/auth/action?mode=resetPassword&${await codeOf('PASSWORD_RESET')}`;
    await page.goto(reset);
    await page.getByText(`For ${trader.email}.`).waitFor();
    await page.getByLabel('New password').fill('another-horse');
    await page.getByRole('button', { name: 'Save the password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    await page.goto(reset);
    await page.getByText(/has been used already/).waitFor();
    await page.getByRole('link', { name: 'Ask for a new link' }).waitFor();

    await page.goto(`${url}/sign-in`);
    await signIn(page, trader.email);
    await page
      .getByText(/password/i)
      .getByText(/wrong|not match|do not/i)
      .waitFor();
    await signIn(page, trader.email, 'another-horse');
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes everything along, and leaves for good', async () => {
    const { world, url } = dashboard;
    const tenant = await world.tenant('leaver', [{ symbol: 'AAPL', qty: '10' }]);
    await world.db.doc(paths.shadowTrade(tenant.uid, 't1')).set(openTrade('AAPL', 'BUY', '10', '50'));
    await world.db.doc(paths.shadowTrade(tenant.uid, 't2')).set(openTrade('MSFT', 'SELL', '3', '60'));
    await world.call(tenant, 'sync_account', {});
    const { page, context, complaints } = await openTab(browser);
    const downloaded = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
    };
    await page.goto(`${url}/trades?symbol=MSFT`);
    await signIn(page, 'leaver@test.example');
    await page.getByRole('link', { name: 'MSFT' }).waitFor();
    const csv = await downloaded('Export CSV');
    expect(csv.name).toMatch(/\.csv$/);
    expect(csv.text).toContain('MSFT');
    expect(csv.text).not.toContain('AAPL');

    await page.goto(`${url}/settings/broker`);
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText('The keys work: your account was just read.').waitFor();
    await page.goto(`${url}/settings/data`);
    const json = await downloaded('Export my data');
    expect(JSON.parse(json.text)).toMatchObject({ format: 'agenttrader-export-1' });
    expect(json.text).toContain(paths.shadowTrade(tenant.uid, 't2'));
    for (const secret of [tenant.keyId, tenant.secretKey]) expect(json.text).not.toContain(secret);

    await page.getByRole('button', { name: 'Delete my account …' }).click();
    const dialog = page.getByRole('alertdialog');
    const confirm = dialog.getByRole('button', { name: 'Delete my account' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(DELETE_CONFIRMATION);
    await confirm.click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 40_000 });
    await signIn(page, 'leaver@test.example');
    await page.getByText(/The e-mail address or the password is wrong/).waitFor();
    expect(await world.read(paths.tenantDocument(tenant.uid))).toBeUndefined();
    expect(complaints).toEqual([]);
    await context.close();
  });

  /** A symbol of which the model says something else than to hold, on this day of the market. */
  async function promising(tenant: Tenant): Promise<string> {
    for (const symbol of ['MSFT', 'NVDA', 'AMZN', 'TSLA', 'SPY', 'QQQ', 'BTC/USD']) {
      const { result } = await dashboard.world.call(tenant, 'generate_trading_signal', { symbol });
      const signal = result?.signal as { action: string } | undefined;
      if (signal && signal.action !== 'hold') return symbol;
    }
    throw new Error('The model says to hold everything.');
  }

  it('acts on a signal', async () => {
    const tenant = await dashboard.world.tenant('signaller');
    await dashboard.world.call(tenant, 'sync_account', {});
    const symbol = await promising(tenant);
    const { page, complaints } = await openTab(browser);
    await page.goto(`${dashboard.url}/signals`);
    await page.getByLabel('E-mail').fill('signaller@test.example');
    await page.getByLabel('Password').fill('correct-horse');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Signals' }).waitFor();
    await page.getByText('Fresh').first().waitFor();
    await page.getByLabel('Symbol').fill(symbol);
    await page.getByRole('button', { name: 'Ask for a signal' }).click();
    const answer = page.getByRole('status').filter({ hasText: 'Inputs' });
    await answer.getByText('Pending').waitFor();
    await answer.getByRole('button', { name: 'Open this trade …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Open/ }).click();
    await answer.getByText('Acted on').waitFor();
    expect(complaints).toEqual([]);
  });
});
