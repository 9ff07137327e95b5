import { Timestamp } from '@google-cloud/firestore';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shadowTrade } from '../../domain/src/documents/shadow-trade.ts';
import { signal as signalDocument } from '../../domain/src/documents/signal.ts';
import { tenant as tenantProfile } from '../../domain/src/documents/tenant.ts';
import { tradingStatus } from '../../domain/src/documents/trading-status.ts';
import * as paths from '../../domain/src/paths.ts';
import { variantOf } from '../../domain/test-support/documents/variant.ts';
import { openTrade } from '../support/shadow-trade.ts';
import { keepPictureOfFailure, openSharedTab, type Tab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { signIn } from './support/trader.ts';
import { outsideOfBoxes, unbroken } from './support/unbroken.ts';

/** As long as what stands before the @ may be. */
const NAME = 'e'.repeat(64);

const OPEN_ALL = `for (const one of document.querySelectorAll('details')) one.open = true`;

/** Whatever is stored or answered, and however long, stays in its box. */
describe('text without a blank', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  let page: Page;
  let tab: Tab;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
    const { world } = dashboard;
    const tenant = await world.tenant(NAME, [{ symbol: 'AAPL', qty: '10' }]);
    await world.call(tenant, 'sync_account', {});
    await world.db
      .doc(paths.tenantDocument(tenant.uid))
      .update(variantOf(tenantProfile, {}, { displayName: unbroken('n') }));
    await world.db
      .doc(paths.tradingStatus(tenant.uid))
      .update(variantOf(tradingStatus, {}, { message: unbroken('m'), updatedBy: 'user' }));
    const trades = world.db.collection(paths.shadowTrades(tenant.uid));
    const trade = {
      ...openTrade(unbroken('S'), 'BUY', '10', '50'),
      source: 'strategy',
      strategy: unbroken('y'),
    };
    await trades.doc('t1').set(variantOf(shadowTrade, trade, { signalId: unbroken('i') }));
    await trades.doc('t2').set({ ...openTrade('AAPL', 'BUY', '10', '50') });
    await trades.doc('x'.repeat(1_000)).set({ status: 'OPEN' });
    const signals = world.db.collection(paths.signals(tenant.uid));
    const signal = variantOf(
      signalDocument,
      {},
      {
        symbol: unbroken('G'),
        action: 'buy',
        notionalUsd: '100.00',
        confidence: 0.5,
        reason: unbroken('r'),
        model: unbroken('o'),
        source: 'model',
        status: 'pending',
        inputsDigest: unbroken('d'),
        snapshotPath: unbroken('p'),
        createdAt: Timestamp.now(),
        expiresAt: Timestamp.fromMillis(Date.now() + 3_600_000),
      },
    );
    await signals.doc('s1').set(signal);
    await signals.doc('s2').set({
      ...signal,
      symbol: null,
      status: 'expired',
      response: unbroken('a'),
      prompt: unbroken('q'),
    });
    tab = await openSharedTab(browser);
    ({ page } = tab);
    await page.goto(dashboard.url);
    await signIn(page, `${NAME}@test.example`);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });
  afterAll(() => app?.stop());

  beforeEach(() => keepPictureOfFailure(tab));

  const visit = async (path: string) => {
    await page.goto(dashboard.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  };

  it.each([
    '/',
    '/trades',
    '/trades/t1',
    '/signals',
    '/settings/profile',
    '/settings/sign-in',
    '/settings/broker',
    '/settings/limits',
    '/settings/preferences',
    '/settings/data',
    '/welcome/limits',
  ])('stays in its box on %s', async path => {
    await visit(path);
    await page.evaluate(OPEN_ALL);
    // What floats is placed anew a moment after the window has changed.
    await expect.poll(() => outsideOfBoxes(page)).toEqual([]);
  });

  it.each([
    ['/', 'Your account'],
    ['/', /^Halt/],
    ['/', 'Switch trading off …'],
    ['/trades', /^Close S/],
    ['/trades/t1', 'Close trade'],
    ['/signals', 'Open this trade …'],
  ])('stays in its box above %s, in what %s opens', async (path, button) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await visit(path);
    await page.evaluate(OPEN_ALL);
    await page.getByRole('button', { name: button }).first().click();
    await page.locator('[role=dialog], [role=alertdialog], [role=menu]').first().waitFor();
    await expect.poll(() => outsideOfBoxes(page)).toEqual([]);
  });

  it('stays in its box where a server answers it, on the page and in passing', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const calls = (url: URL) => /\/us-central1\//.test(url.pathname);
    await page.route(calls, (route, request) =>
      request.method() === 'OPTIONS'
        ? route.fallback()
        : route.fulfill({
            status: 400,
            headers: { 'access-control-allow-origin': '*' },
            json: { error: { status: 'FAILED_PRECONDITION', message: unbroken('9') } },
          }),
    );
    await visit('/');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('99999999').first().waitFor();
    await expect.poll(() => outsideOfBoxes(page)).toEqual([]);
    await visit('/settings/broker');
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.locator('[data-sonner-toast]').getByText('99999999').waitFor();
    await expect.poll(() => outsideOfBoxes(page)).toEqual([]);
    await visit('/trades');
    await page.getByRole('button', { name: 'New trade' }).first().click();
    await page.getByRole('dialog').getByLabel('Symbol').fill('AAPL');
    await page.getByRole('dialog').getByText('99999999').first().waitFor();
    await expect.poll(() => outsideOfBoxes(page)).toEqual([]);
    expect(tab.complaints).toEqual([]);
  });
});
