import { Timestamp } from '@google-cloud/firestore';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shadowTrade } from '../../domain/src/documents/shadow-trade.ts';
import { heartbeatSnapshot, snapshot } from '../../domain/src/documents/snapshot.ts';
import * as paths from '../../domain/src/paths.ts';
import { takeBilledOperations } from '../support/billed-operations.ts';
import type { Tenant } from '../support/world.ts';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { activeListeners, signIn, signOut } from './support/trader.ts';

const SYMBOLS = ['AAPL', 'MSFT', 'NVDA', 'SPY', 'QQQ'];
/** On the overview: five documents, two days of the curve, the sums, and three queries. */
const MOST_LISTENERS = 11;

/** What an open dashboard shows of a sync, and what that is billed. */
describe('a pulse that an open dashboard sees', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  let ada: Tenant;
  let pulses = 0;

  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
    const { world } = dashboard;
    ada = await world.tenant('ada', [{ symbol: 'AAPL', qty: '10' }]);
    for (const [index, symbol] of SYMBOLS.entries()) {
      const side = index % 2 === 0 ? 'buy' : 'sell';
      const request = { symbol, side, notionalUsd: '900', idempotencyKey: `open-${symbol}` } as const;
      expect(await world.call(ada, 'open_shadow_trade', request)).toMatchObject({ status: 200 });
    }
    await pulse();
    const before = new Date(Date.now() - 2 * 60_000).toISOString();
    const points = { [before.slice(11, 16).replace(':', '')]: '99999.00' };
    const day = world.db.collection(paths.equityCurve(ada.uid)).doc(before.slice(0, 10));
    await day.set({ points }, { merge: true });
  });
  afterAll(() => app?.stop());

  const stored = () => dashboard.world.db.doc(paths.snapshot(ada.uid));
  const trades = () => dashboard.world.db.collection(paths.shadowTrades(ada.uid)).get();

  async function pulse(): Promise<void> {
    pulses += 1;
    const minute = Math.floor(Date.now() / 60_000) - 10 + pulses;
    expect(await dashboard.world.pulse(new Date(minute * 60_000))).toBe(200);
  }

  /** As if the last sync were older: another pulse has something to do. */
  async function age(change: { minutes: number; sinceAppended?: number }): Promise<void> {
    const ago = (minutes: number) => Timestamp.fromMillis(Date.now() - minutes * 60_000);
    await stored().update({
      [snapshot.names.syncedAt]: ago(change.minutes),
      ...(change.sinceAppended && { [snapshot.names.appendedAt]: ago(change.sinceAppended) }),
    });
    await dashboard.world.later(61);
  }

  /**
   * A pulse that writes the snapshot alone, and the reads that the page is billed from then on. In one minute of fifteen it is
   * the tenant's turn to have all else brought up to date: then the next one does it.
   */
  async function pulseAlone(page: Page): Promise<void> {
    const appended = async () => (await stored().get()).get(snapshot.names.appendedAt).toMillis();
    const versions = async () => (await trades()).docs.map(({ updateTime }) => updateTime);
    const [appendedAt, before] = [await appended(), await versions()];
    await takeReads();
    await pulse();
    if ((await appended()) === appendedAt) return expect(await versions()).toEqual(before);
    await age({ minutes: 12 });
    await page.getByText('synced 12 min. ago').first().waitFor();
    await pulseAlone(page);
  }

  async function open(path: string): Promise<Page> {
    const { page } = await openTab(browser);
    await page.goto(dashboard.url + path);
    await signIn(page, 'ada@test.example');
    return page;
  }

  /** A page that is closed would be listened for until its connection is given up. */
  async function leave(page: Page): Promise<void> {
    await signOut(page);
    await page.context().close();
  }

  /** The overview once all that it listens to has come. */
  async function openOverview(): Promise<Page> {
    const page = await open('/');
    await page
      .getByText(/^synced /)
      .first()
      .waitFor();
    await page.getByText(`${SYMBOLS.length} open shadow trades`).waitFor();
    await page.getByText('no trade closed yet').waitFor();
    await page.getByText('No signals yet').waitFor();
    await page.getByRole('figure', { name: 'Equity over time' }).waitFor();
    return page;
  }

  /** Every mark of the snapshot stands in its trade's row. */
  async function marksAreShown(page: Page, table: string): Promise<void> {
    const { value } = heartbeatSnapshot.read((await stored().get()).data());
    const marks = Object.values(value?.openTrades ?? {});
    expect(marks).toHaveLength(SYMBOLS.length);
    for (const { symbol, currentPnl } of marks) {
      const shown = Number(currentPnl).toLocaleString('en-US', {
        style: 'currency',
        currency: 'USD',
        signDisplay: 'exceptZero',
      });
      const row = page.getByRole(table === 'Shadow trades' ? 'grid' : 'table', { name: table });
      await row
        .getByRole('row', { name: new RegExp(symbol) })
        .getByText(shown.replace('-', '−'))
        .waitFor();
    }
  }

  const takeReads = async () => {
    const { operations } = await takeBilledOperations(
      dashboard.stack.address('firestore'),
      dashboard.stack.project,
    );
    const ofUsers = operations.filter(({ caller }) => caller === 'user');
    return Object.fromEntries(ofUsers.map(({ collection, reads }) => [collection, reads]));
  };

  it('brings every mark and the newest point with one read, while trades and curve stay as they are', async () => {
    await age({ minutes: 12 });
    const page = await openOverview();
    expect(await activeListeners(page)).toBeLessThanOrEqual(MOST_LISTENERS);
    await pulseAlone(page);
    await marksAreShown(page, 'Open shadow trades');
    const { equity } = (await stored().get()).data() ?? {};
    const newest = Number(equity).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    const caption = page.getByRole('figure', { name: 'Equity over time' }).locator('figcaption');
    await expect.poll(() => caption.innerText()).toContain(`to ${newest} (`);
    expect(await takeReads()).toEqual({ 'users/*/data': 1 });
    await leave(page);
  });

  it('puts the trades in order by their new marks with one read', async () => {
    await age({ minutes: 12 });
    const page = await open('/trades?sort=-pnl');
    const rows = page.getByRole('grid', { name: 'Shadow trades' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(1 + SYMBOLS.length);
    await page.getByText(`${SYMBOLS.length} open, 0 closed`).waitFor();
    await pulseAlone(page);
    await marksAreShown(page, 'Shadow trades');
    const { value } = heartbeatSnapshot.read((await stored().get()).data());
    const order = Object.values(value?.openTrades ?? {})
      .toSorted((a, b) => Number(b.currentPnl) - Number(a.currentPnl))
      .map(({ symbol }) => symbol);
    const shown = async () =>
      (await rows.allInnerTexts()).slice(1).map(text => SYMBOLS.find(one => text.includes(one)));
    await expect.poll(shown).toEqual(order);
    expect(await takeReads()).toEqual({ 'users/*/data': 1 });
    await leave(page);
  });

  it('is billed the curve and the trades once when they are brought up to date', async () => {
    await age({ minutes: 12, sinceAppended: 20 });
    const page = await openOverview();
    const before = await trades();
    const priceOf = new Map(before.docs.map(trade => [trade.id, trade.get(shadowTrade.names.currentPrice)]));
    await takeReads();
    await pulse();
    await marksAreShown(page, 'Open shadow trades');
    const changed = (await trades()).docs.filter(
      trade => trade.get(shadowTrade.names.currentPrice) !== priceOf.get(trade.id),
    );
    expect(changed.length).toBeGreaterThan(0);
    expect(await takeReads()).toEqual({
      'users/*/data': 1,
      'users/*/equityCurve': 1,
      'users/*/shadowTradeHistory': changed.length,
    });
    await leave(page);
  });
});
