import { Timestamp } from '@google-cloud/firestore';
import type { Browser, Page } from 'playwright-core';
import { shadowTrade } from '../../domain/src/documents/shadow-trade.ts';
import { heartbeatSnapshot, snapshot } from '../../domain/src/documents/snapshot.ts';
import * as paths from '../../domain/src/paths.ts';
import { liveIn } from '../../scripts/screenshots/lived-in-account.ts';
import { startBrowser } from '../e2e/support/chromium.ts';
import { type RunningDashboard, startDashboard } from '../e2e/support/dashboard.ts';
import { type FirstLoad, measureFirstLoad } from '../e2e/support/first-load.ts';
import { signIn, signOut } from '../e2e/support/trader.ts';
import type { Tenant } from '../support/world.ts';

/*
 * The dashboard as it is deployed, over a whole stack, in Chromium.   npm run bench:frontend
 */
const TRADES = 10_000;
const ROUNDS = 5;
const MARKS = 20;
const SWITCHES = 100;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}`;
const say = (what: string, figure: string): void => console.log(`${what.padEnd(52)}${figure}`);

const [dashboard, browser] = await Promise.all([startDashboard(), startBrowser()]);
try {
  const tenant = await dashboard.world.tenant('ada', [{ symbol: 'AAPL', qty: '40' }]);
  await dashboard.world.tenant('bob');
  await dashboard.world.call(tenant, 'sync_account', {});
  await liveIn(dashboard.world, tenant, TRADES);
  await firstLoad(dashboard, browser);
  await scrolling(dashboard, browser);
  await marks(dashboard, browser, tenant);
  await switching(dashboard, browser);
} finally {
  await browser.close();
  await dashboard.stop();
}

async function overview(page: Page, { url }: RunningDashboard): Promise<void> {
  await page.goto(url);
  await signIn(page, 'ada@test.example');
  await page.getByRole('table', { name: 'Open shadow trades' }).waitFor();
}

/** Somebody who is signed in opens the page: what is loaded, and when the first figure of theirs is on the screen. */
async function firstLoad(running: RunningDashboard, from: Browser): Promise<void> {
  const context = await from.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await overview(page, running);
  await page.close();
  const times: number[] = [];
  let scripts: FirstLoad['scripts'] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = await context.newPage();
    const load = await measureFirstLoad(fresh, running.url);
    times.push(load.firstFigure);
    scripts = load.scripts;
    await fresh.close();
  }
  const total = scripts.reduce((sum, [, bytes]) => sum + bytes, 0);
  say(
    'first load of the overview, gzipped JavaScript',
    `${(total / 1_000).toFixed(1)} KB in ${scripts.length} files (limit 260)`,
  );
  for (const [name, bytes] of scripts.slice(0, 4)) say('', `${(bytes / 1_000).toFixed(1)} KB ${name}`);
  say('first figure on the screen', `${median(times).toFixed(0)} ms (${spread(times)})`);
  await context.close();
}

async function scrolling(running: RunningDashboard, from: Browser): Promise<void> {
  const context = await from.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await overview(page, running);
  await page.goto(`${running.url}/trades`);
  await page.getByRole('grid').or(page.getByRole('table')).first().waitFor();
  const frames = (await page.evaluate(`new Promise(resolve => {
    const box = [...document.querySelectorAll('*')].find(one => one.scrollHeight > one.clientHeight + 400 && getComputedStyle(one).overflowY !== 'visible') ?? document.scrollingElement;
    const times = []; let last = performance.now();
    const step = now => {
      times.push(now - last); last = now;
      box.scrollTop += 60;
      times.length < 600 ? requestAnimationFrame(step) : resolve(times.slice(1));
    };
    requestAnimationFrame(step);
  })`)) as number[];
  say(
    `scrolling ${TRADES} trades, frames`,
    `${(1_000 / median(frames)).toFixed(0)} a second in the median; the worst took ${Math.max(...frames).toFixed(0)} ms`,
  );
  await context.close();
}

/**
 * A sync that moves one price: how many rows of the page change, and how long after the snapshot's write. The browser runs on
 * this machine, by the same clock.
 */
async function marks(running: RunningDashboard, from: Browser, tenant: Tenant): Promise<void> {
  const context = await from.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await overview(page, running);
  const stored = running.world.db.doc(paths.snapshot(tenant.uid));
  const { openTrades } = heartbeatSnapshot.read((await stored.get()).data()).value ?? { openTrades: {} };
  const [tradeId] = Object.keys(openTrades);
  const field = `${snapshot.names.openTrades}.${tradeId}`;
  const { currentPnl, lastUpdated } = shadowTrade.names;
  const times: number[] = [];
  for (let round = 0; round < MARKS; round += 1) {
    const text = `+$77.${String(round).padStart(2, '0')}`;
    await page.evaluate(`(() => {
      window.changedRows = new Set();
      const table = document.querySelector('table[aria-label="Open shadow trades"]');
      window.shownAt = new Promise(shown => new MutationObserver(changes => {
        for (const { target } of changes) window.changedRows.add((target.nodeType === 3 ? target.parentElement : target).closest('tr'));
        if (table.textContent.includes('${text}')) shown(Date.now());
      }).observe(table, { subtree: true, childList: true, characterData: true, attributes: true }));
    })()`);
    const writtenAt = Date.now();
    await stored.update({
      [`${field}.${currentPnl}`]: text.replace('+$', ''),
      [`${field}.${lastUpdated}`]: Timestamp.fromMillis(writtenAt),
    });
    times.push(((await page.evaluate('window.shownAt')) as number) - writtenAt);
  }
  const rows = (await page.evaluate('[...window.changedRows].filter(Boolean).length')) as number;
  const all = await page.getByRole('table', { name: 'Open shadow trades' }).getByRole('row').count();
  say('rows that a new mark of one trade changes', `${rows} of ${all - 1}`);
  say('from the write of a mark to the screen', `${median(times).toFixed(0)} ms (${spread(times)})`);
  await context.close();
}

async function switching(running: RunningDashboard, from: Browser): Promise<void> {
  const context = await from.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const heap = async (): Promise<number> => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  };
  await page.goto(running.url);
  const sizes: number[] = [];
  for (let round = 0; round <= SWITCHES; round += 1) {
    await signIn(page, round % 2 === 0 ? 'ada@test.example' : 'bob@test.example');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await signOut(page);
    if (round === 10 || round === SWITCHES) sizes.push(await heap());
  }
  const [early = 0, late = 0] = sizes;
  say(
    `memory after 10 and after ${SWITCHES} changes of user`,
    `${early.toFixed(1)} and ${late.toFixed(1)} MiB of heap`,
  );
  await context.close();
}
