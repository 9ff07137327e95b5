import { Timestamp } from '@google-cloud/firestore';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeatSnapshot, snapshot } from '../../domain/src/documents/snapshot.ts';
import { tradingStatus } from '../../domain/src/documents/trading-status.ts';
import * as paths from '../../domain/src/paths.ts';
import { openTrade } from '../support/shadow-trade.ts';
import type { Tenant } from '../support/world.ts';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { restartedFirestore } from './support/restarted-firestore.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { activeListeners, signIn, signOut } from './support/trader.ts';

/** What a trader sees while the account changes: no reload in any of these tests but the first page. */
describe('the dashboard of a trader', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  let ada: Tenant;

  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
    const { world } = dashboard;
    ada = await world.tenant('ada', [{ symbol: 'AAPL', qty: '10' }]);
    await world.db.doc(paths.shadowTrade(ada.uid, 't1')).set(openTrade('AAPL', 'BUY', '10', '50'));
    await world.pulse(minutesAgo(1));
  });
  afterAll(() => app?.stop());

  const minutesAgo = (minutes: number) => new Date(Math.floor(Date.now() / 60_000 - minutes) * 60_000);
  const overview = async (page: Page, email = 'ada@test.example') => {
    await page.goto(dashboard.url);
    await signIn(page, email);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  };
  const tradeRow = (page: Page) =>
    page.getByRole('table', { name: 'Open shadow trades' }).getByRole('row', { name: /AAPL/ });
  const snapshotOf = (tenant: Tenant) => dashboard.world.db.doc(paths.snapshot(tenant.uid));

  it('shows the account after signing in, and says that it is paper', async () => {
    const { page, complaints } = await openTab(browser);
    await overview(page);
    await tradeRow(page).waitFor();
    const snapshot = (await snapshotOf(ada).get()).data();
    const equity = Number(snapshot?.equity).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    await page.getByText(equity).first().waitFor();
    await page.getByText('paper', { exact: true }).first().waitFor();
    expect(await page.title()).toBe('PAPER · Overview · AgentTrader');
    await page.close();
    expect(complaints).toEqual([]);
  });

  it('changes its numbers with a sync, in two tabs alike', async () => {
    const first = await openTab(browser);
    await overview(first.page);
    const second = await openTab(browser, { context: first.context });
    await second.page.goto(dashboard.url);
    for (const { page } of [first, second]) await tradeRow(page).waitFor();
    const pnl = async () =>
      heartbeatSnapshot.read((await snapshotOf(ada).get()).data()).value?.openTrades.t1?.currentPnl;
    const before = await pnl();
    await dashboard.world.later(61);
    await dashboard.world.call(ada, 'sync_account', {});
    expect(await pnl()).not.toBe(before);
    const shown = Number(await pnl()).toLocaleString('en-US', {
      style: 'currency',
      currency: 'USD',
      signDisplay: 'exceptZero',
    });
    for (const { page } of [first, second]) await tradeRow(page).getByText(shown.replace('-', '−')).waitFor();
    // Whoever signs out here is gone there, too.
    await signOut(first.page);
    await second.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await first.context.close();
  });

  it('says that it is offline, keeps what is there, and catches up', async () => {
    const { page, context, complaints } = await openTab(browser);
    await overview(page);
    await tradeRow(page).waitFor();
    // What may be needed in a hurry is fetched before it is.
    const fetched = `performance.getEntriesByType('resource').some(({ name }) => name.includes('order-ticket'))`;
    await expect.poll(() => page.evaluate(fetched)).toBe(true);
    await context.setOffline(true);
    await page.getByText('You are offline. The figures below').waitFor();
    await page.getByRole('button', { name: 'New trade' }).click();
    const ticket = page.getByRole('dialog');
    await ticket.getByLabel('Symbol').fill('AAPL');
    await ticket.getByText('You are offline, so nothing was sent.').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByText('You are offline, so this could not be opened.').waitFor();
    await tradeRow(page).waitFor();
    await page.getByRole('link', { name: 'Signals' }).first().click();
    await page.getByText('This part will appear once you are connected.').waitFor();
    await snapshotOf(ada).update({ cash: '54321.09' });
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Signals' }).waitFor();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByText('$54,321.09').waitFor({ timeout: 40_000 });
    expect(await page.getByText('You are offline. The figures below').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('marks stale figures as stale, whatever the connection', async () => {
    const { page, context } = await openTab(browser);
    await overview(page);
    await page.getByText('Fresh').first().waitFor();
    const before = (await snapshotOf(ada).get()).get(snapshot.names.syncedAt);
    await snapshotOf(ada).update({
      [snapshot.names.syncedAt]: Timestamp.fromMillis(Date.now() - 10 * 60_000),
      [snapshot.names.dueAt]: Timestamp.fromMillis(Date.now() - 9 * 60_000),
    });
    await page.getByText('Stale').first().waitFor();
    await snapshotOf(ada).update({ [snapshot.names.syncedAt]: before, [snapshot.names.dueAt]: null });
    await page.getByText('Fresh').first().waitFor();
    await context.close();
  });

  it('says so when Firestore is gone, and goes on by itself when it was restarted', async () => {
    const { page, context, complaints } = await openTab(browser);
    await overview(page);
    await page.getByText('Fresh').first().waitFor();
    dashboard.wire.cut();
    const restarted = await restartedFirestore(dashboard.stack);
    try {
      // The SDK tries for a while before it gives a connection up.
      await page
        .getByText(/reconnecting/i)
        .first()
        .waitFor({ timeout: 55_000 });
      dashboard.wire.mend(restarted.address);
      await restarted.db.doc(paths.snapshot(ada.uid)).update({ cash: '12345.67' });
      await page.getByText('$12,345.67').waitFor({ timeout: 40_000 });
      await page.getByText(/reconnecting/i).waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
      dashboard.wire.mend(dashboard.stack.address('firestore'));
      await restarted.stop();
    }
  });

  it('tells why the last sync failed, and how to mend it', async () => {
    const { page, context } = await openTab(browser);
    await overview(page);
    await dashboard.world.fault(ada, { kind: '401' });
    expect(await dashboard.world.call(ada, 'sync_account', {})).toMatchObject({ error: {} });
    await page.locator('#main').getByText('Alpaca refused your API keys.').waitFor();
    await page.getByRole('link', { name: 'Mend the connection' }).waitFor();
    await dashboard.world.noFault(ada);
    await dashboard.world.call(ada, 'sync_account', {});
    await page.locator('#main').getByText('Alpaca refused your API keys.').waitFor({ state: 'detached' });
    await context.close();
  });

  it('switches trading off with a reason, and on again', async () => {
    const { page, context, complaints } = await openTab(browser);
    await overview(page);
    const enabled = async () => (await dashboard.world.read(paths.tradingStatus(ada.uid)))?.enabled;
    await page.getByRole('button', { name: 'Switch trading off …' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Reason').fill('Testing the brakes');
    await dialog.getByRole('button', { name: 'Halt trading' }).click();
    await page.getByText('“Testing the brakes”').waitFor();
    await expect.poll(enabled).toBe(false);
    await page.getByRole('button', { name: 'Switch trading on …' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch trading on' }).click();
    await page.getByText('Trading is on', { exact: true }).waitFor();
    // The page says so only once it is so.
    expect(await enabled()).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says that the switch is turning while nobody has confirmed it, and that it was refused', async () => {
    const { page, context, complaints } = await openTab(browser);
    await overview(page);
    const status = dashboard.world.db.doc(paths.tradingStatus(ada.uid));
    await status.update({ enabled: false, message: null, [tradingStatus.names.updatedBy]: 'user' });
    const question = page.getByRole('alertdialog', { name: 'Switch trading on?' });
    const confirm = async () => {
      await page.getByRole('button', { name: 'Switch trading on …' }).click();
      await question.waitFor();
      dashboard.wire.hold();
      await question.getByRole('button', { name: 'Switch trading on' }).click();
      await page.getByText('Switching on …').waitFor();
      // Still what was asked: not the question that would belong to a switch that is on.
      expect(await page.getByRole('alertdialog').count()).toBe(1);
      await question.waitFor();
    };

    await confirm();
    await status.update({ locked: true });
    dashboard.wire.release();
    await question.getByText('This change is not allowed, so nothing was saved.').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Locked off').waitFor();
    expect((await status.get()).get('enabled')).toBe(false);

    await status.update({ locked: false });
    await confirm();
    dashboard.wire.release();
    await page.getByText('Trading is on', { exact: true }).waitFor();
    await question.waitFor({ state: 'detached' });
    expect((await status.get()).get('enabled')).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('halts, and says what is not known, where the functions cannot be reached', async () => {
    const { page, context } = await openTab(browser);
    await overview(page);
    const status = dashboard.world.db.doc(paths.tradingStatus(ada.uid));
    await status.update({ enabled: true, message: null, [tradingStatus.names.updatedBy]: 'user' });
    dashboard.functionsWire.cut();
    try {
      await page.getByRole('button', { name: 'New trade' }).first().click();
      const ticket = page.getByRole('dialog');
      await ticket.getByLabel('Symbol').fill('AAPL');
      await ticket.getByText('The server did not answer. Nothing was changed').first().waitFor();
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: /^Halt/ }).first().click();
      const question = page.getByRole('alertdialog', { name: 'Halt trading?' });
      await question.getByRole('checkbox').click();
      await question.getByRole('button', { name: 'Halt and close all' }).click();
      await question.getByText(/^Trading is off\. .* it is not known whether this was done/).waitFor();
      expect((await status.get()).get('enabled')).toBe(false);
    } finally {
      dashboard.functionsWire.mend();
      await status.update({ enabled: true });
      await context.close();
    }
  });

  it('asks for a signal and puts it aside', async () => {
    const { page, context, complaints } = await openTab(browser);
    await overview(page);
    await page.getByRole('link', { name: 'Signals' }).first().click();
    await page.getByLabel('Symbol').fill('aapl');
    await page.getByRole('button', { name: 'Ask for a signal' }).click();
    const answer = page.getByRole('status').filter({ hasText: 'Inputs' });
    await answer.getByText(/^(Pending|Nothing to do)$/).waitFor();
    await answer.getByRole('button', { name: 'Dismiss' }).click();
    await answer.getByText('Dismissed').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('keeps nothing of one user for the next, 20 times over', async () => {
    const { world } = dashboard;
    const bob = await world.tenant('bob');
    await world.db.doc(paths.shadowTrade(bob.uid, 't9')).set(openTrade('MSFT', 'SELL', '3', '60'));
    await world.call(bob, 'sync_account', {});
    const { page, complaints, context } = await openTab(browser);
    await page.goto(dashboard.url);
    const people = [
      { email: 'ada@test.example', own: 'AAPL', foreign: 'MSFT' },
      { email: 'bob@test.example', own: 'MSFT', foreign: 'AAPL' },
    ];
    let listeners: number | undefined;
    for (let round = 0; round < 20; round += 1) {
      const { email, own, foreign } = people[round % 2] ?? { email: '', own: '', foreign: '' };
      await signIn(page, email);
      const table = page.getByRole('table', { name: 'Open shadow trades' });
      await table.getByRole('row', { name: new RegExp(own) }).waitFor();
      expect(await table.getByRole('row', { name: new RegExp(foreign) }).count()).toBe(0);
      listeners ??= await activeListeners(page);
      await expect.poll(() => activeListeners(page)).toBe(listeners);
      await signOut(page);
      expect(await activeListeners(page)).toBe(0);
      expect(await page.getByText(own).count()).toBe(0);
    }
    const kept = await page.evaluate(`JSON.stringify({ ...localStorage, ...sessionStorage })`);
    expect(kept).not.toMatch(/AAPL|MSFT|@test\.example/);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
