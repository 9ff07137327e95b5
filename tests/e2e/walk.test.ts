import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../support/world.ts';
import { keepPictureOfFailure, openSharedTab, type Tab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { signIn } from './support/trader.ts';
import { leftOut, PUBLIC, VISITS, type Visit } from './support/walk/addresses.ts';
import { extreme, ordinary, stale } from './support/walk/figures.ts';
import { LOCAL_GOOGLE, POPUPS, type Popup, RESUME, SIGN_IN_AGAIN } from './support/walk/popups.ts';
import { answerFunctions, BAD_GATEWAY, refuseEverything, SIGN_IN_WANTED } from './support/walk/refusals.ts';
import { type Thoroughness, Walker } from './support/walk/walker.ts';

/**
 * Every page and everything that opens above one, at every width and in both themes, with figures of every size and in
 * every plight. One trader in one tab goes through all of it.
 */
describe('nothing misleads', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  let tenant: Tenant;
  let tab: Tab;
  let walker: Walker;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
    tenant = await dashboard.world.tenant('walker', [{ symbol: 'AAPL', qty: '10' }]);
    await ordinary(dashboard.world, tenant);
    tab = await openSharedTab(browser);
    walker = new Walker(tab);
    await tab.page.goto(`${dashboard.url}/sign-in`);
  });
  afterAll(() => app?.stop());
  beforeEach(() => keepPictureOfFailure(tab));
  afterEach(async () => {
    // What a failed test left open would fail those after it.
    await tab.page.keyboard.press('Escape');
  });

  const clean = (found: readonly string[]) => expect(found).toEqual([]);
  const pages = (which: readonly Visit[], thoroughness: Thoroughness) => {
    it.each(which)('on $path', async visit => clean(await walker.page(visit, thoroughness)));
  };
  const popups = (which: readonly Popup[], thoroughness: Thoroughness, isSent = false) => {
    it.each(which)('in $name', async popup => clean(await walker.popup(popup, thoroughness, isSent)));
  };
  /** Where figures stand that explain themselves. */
  const EXPLAINED = VISITS.filter(({ path }) => /^\/(trades.*)?$/.test(path));
  /** The age of figures shows where figures are. */
  const figurePages = VISITS.filter(({ path }) => /^\/(trades.*|signals|settings\/broker)?$/.test(path));
  const changingPages = VISITS.filter(({ isFixed }) => !isFixed);
  const changing = POPUPS.filter(({ isFixed }) => !isFixed);
  const sending = POPUPS.filter(({ send }) => send);

  describe('before the sign-in', () => {
    it.each(PUBLIC)('on $path', async visit => {
      clean(await walker.page(visit, 'both themes'));
    });
    it(`in ${LOCAL_GOOGLE.name}`, async () => {
      clean(await walker.popup(LOCAL_GOOGLE, 'both themes'));
    });
  });

  describe('with ordinary figures', () => {
    beforeAll(async () => {
      await walker.visit('/sign-in');
      await signIn(tab.page, 'walker@test.example');
      await tab.page.getByRole('heading', { name: 'Overview' }).waitFor();
    });
    pages(VISITS, 'both themes');
    popups(POPUPS, 'both themes');
    it.each(EXPLAINED)('in what explains the figures on $path', async visit => {
      clean(await walker.explanations(visit));
    });
    it(`in ${SIGN_IN_AGAIN.name}`, async () => {
      const restore = await answerFunctions(tab.page, SIGN_IN_WANTED);
      clean(await walker.popup(SIGN_IN_AGAIN, 'both themes'));
      await restore();
    });
    it(`in ${RESUME.name}`, async () => {
      await dashboard.world.switchTrading(tenant.uid, false);
      clean(await walker.popup(RESUME, 'both themes'));
      await dashboard.world.switchTrading(tenant.uid, true);
    });
    it('and the walk leaves out no address that a page leads to', () => {
      expect(walker.links.size).toBeGreaterThan(5);
      expect(leftOut(walker.links, [...PUBLIC, ...VISITS])).toEqual([]);
    });
  });

  describe('with extreme figures', () => {
    beforeAll(() => extreme(dashboard.world, tenant));
    pages(changingPages, 'once');
    popups(changing, 'once');
  });

  describe('with functions that are out of reach', () => {
    let restore: () => Promise<void>;
    beforeAll(async () => {
      restore = await answerFunctions(tab.page, null);
    });
    afterAll(() => restore());
    it('on /trades', async () => clean(await walker.page({ path: '/trades', heading: 'Trades' }, 'once')));
    popups(changing, 'once', true);
  });

  describe('with functions that answer with what stands before them', () => {
    let restore: () => Promise<void>;
    beforeAll(async () => {
      restore = await answerFunctions(tab.page, BAD_GATEWAY);
    });
    afterAll(() => restore());
    popups(sending, 'once', true);
  });

  describe('with stale figures', () => {
    beforeAll(() => stale(dashboard.world, tenant));
    pages(figurePages, 'once');
    popups(changing, 'once');
  });

  describe('offline', () => {
    beforeAll(() => tab.context.setOffline(true));
    afterAll(() => tab.context.setOffline(false));
    pages(changingPages, 'once');
    popups(changing, 'once', true);
  });

  describe('with every listener refused', () => {
    let restore: () => Promise<void>;
    beforeAll(async () => {
      restore = await refuseEverything(dashboard.stack);
      await tab.page.reload();
    });
    afterAll(() => restore());
    pages(changingPages, 'once');
    it('makes up no figure, and nothing of the account', async () => {
      await walker.visit('/');
      const said = await tab.page.getByRole('main').innerText();
      expect(said).not.toMatch(/\$\d|No broker is connected|Trading is off|switch is missing/);
    });
  });
});
