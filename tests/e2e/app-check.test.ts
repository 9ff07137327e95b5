import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { localAppCheckToken, unsignedToken } from '../../local/functions/app-check-token.ts';
import { dump } from '../support/firestore-dump.ts';
import { openTrade } from '../support/shadow-trade.ts';
import type { Tenant } from '../support/world.ts';
import { openTab, type Tab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { FIRST_LOAD_KB, measureFirstLoad } from './support/first-load.ts';
import { standInForRecaptcha } from './support/recaptcha.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { signIn } from './support/trader.ts';

const REFUSED = /This was not done, because nothing proved that it came from the AgentTrader page\. Reload/;
const SITE_KEY = '6LcSiteKeyOfTheProject0000000000000000000';

describe('where the functions insist on App Check', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  let ada: Tenant;
  let tab: Tab;
  beforeAll(async () => {
    app = await startApp({ ENFORCE_APP_CHECK: 'true' });
    ({ dashboard, browser } = app);
    const { world } = dashboard;
    ada = await world.tenant('ada');
    await world.call(ada, 'sync_account', {});
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    await dashboard.world.db.doc(paths.shadowTrade(ada.uid, 't1')).set(openTrade('AAPL', 'BUY', '10', '50'));
    await dashboard.world.switchTrading(ada.uid, true);
    tab = await openTab(browser);
  });
  afterEach(() => tab.context.close());

  /** Opens the overview of a site with that in its configuration. */
  const enter = async (appCheck?: object) => {
    const { page, context } = tab;
    await context.route('**/__/firebase/init.json', async route => {
      const config = await (await route.fetch()).json();
      await route.fulfill({ json: { ...config, ...(appCheck ? { appCheck } : {}) } });
    });
    await page.goto(dashboard.url);
    await signIn(page, 'ada@test.example');
    await page
      .getByRole('table', { name: 'Open shadow trades' })
      .getByRole('row', { name: /AAPL/ })
      .waitFor();
    return page;
  };
  const askForSignal = async (page: Page) => {
    await page.getByRole('link', { name: 'Signals' }).first().click();
    await page.getByLabel('Symbol').fill('aapl');
    await page.getByRole('button', { name: 'Ask for a signal' }).click();
  };
  const openTicket = async (page: Page) => {
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('button', { name: 'New trade' }).first().click();
    const ticket = page.getByRole('dialog');
    await ticket.getByLabel('Symbol').fill('MSFT');
    await ticket.getByLabel('Amount').fill('500');
    return ticket;
  };
  const haltAndClose = async (page: Page) => {
    await page.getByRole('button', { name: /^Halt/ }).first().click();
    const question = page.getByRole('alertdialog', { name: 'Halt trading?' });
    await question.getByRole('checkbox').click();
    await question.getByRole('button', { name: 'Halt and close all' }).click();
    return question;
  };
  const tradeOf = (id: string) => dashboard.world.read(paths.shadowTrade(ada.uid, id));

  /** Everything that changes something, as it is when it works. */
  const worksAsEver = async (page: Page) => {
    await askForSignal(page);
    await page
      .getByRole('status')
      .filter({ hasText: 'Inputs' })
      .getByText(/^(Pending|Nothing to do)$/)
      .waitFor();
    const ticket = await openTicket(page);
    await ticket.getByRole('button', { name: /^Open/ }).click();
    await page
      .getByRole('table', { name: 'Open shadow trades' })
      .getByRole('row', { name: /MSFT/ })
      .waitFor();
    await haltAndClose(page);
    await page.getByText('Trading off').first().waitFor();
    await expect.poll(async () => (await tradeOf('t1'))?.status).toBe('CLOSED');
  };

  it('a page with a local stack’s token does all that it ever did', async () => {
    const proofs: Record<string, Set<string | undefined>> = { functions: new Set(), auth: new Set() };
    const token = localAppCheckToken(Date.now());
    tab.page.on('request', request => {
      const { host } = new URL(request.url());
      const name = Object.keys(proofs).find(
        one =>
          host === (one === 'functions' ? dashboard.functionsWire.address : dashboard.stack.address('auth')),
      );
      if (name && request.method() === 'POST') proofs[name]?.add(request.headers()['x-firebase-appcheck']);
    });
    await worksAsEver(await enter({ debugToken: token }));
    expect(proofs).toEqual({ functions: new Set([token]), auth: new Set([token]) });
    expect(tab.complaints).toEqual([]);
  });

  it('a page that Google vouches for does, too, and the content security policy lets it', async () => {
    const asked = await standInForRecaptcha(tab.context, localAppCheckToken(Date.now()));
    await worksAsEver(await enter({ siteKey: SITE_KEY }));
    expect([...asked].sort()).toEqual([
      'https://content-firebaseappcheck.googleapis.com/v1/projects/demo-integration/apps/local:exchangeRecaptchaEnterpriseToken',
      'https://recaptcha.google.com/recaptcha/enterprise/anchor',
      'https://www.google.com/recaptcha/enterprise.js',
      'https://www.google.com/recaptcha/enterprise/anchor',
      'https://www.google.com/recaptcha/enterprise/clr',
      'https://www.gstatic.com/recaptcha/releases/r/recaptcha__en.js',
    ]);
    expect(tab.complaints).toEqual([]);
  });

  it('a page whose proof was not taken gets a new one, and sends the same again', async () => {
    const bad = unsignedToken({ sub: 'local', exp: 1 });
    await standInForRecaptcha(tab.context, bad, localAppCheckToken(Date.now()));
    const proofs: (string | undefined)[] = [];
    tab.page.on('request', request => {
      const { host, pathname } = new URL(request.url());
      if (host !== dashboard.functionsWire.address || request.method() !== 'POST') return;
      if (pathname.endsWith('/generate_trading_signal'))
        proofs.push(request.headers()['x-firebase-appcheck']);
    });
    await worksAsEver(await enter({ siteKey: SITE_KEY }));
    expect(proofs).toEqual([bad, expect.not.stringMatching(bad)]);
    expect(tab.complaints).toEqual([]);
  });

  it('is loaded within what the first load may be', async () => {
    const page = await enter({ debugToken: localAppCheckToken(Date.now()) });
    await page.close();
    const { scripts } = await measureFirstLoad(await tab.context.newPage(), dashboard.url);
    const names = scripts.map(([name]) => name).join('\n');
    expect(names).toMatch(/app-check/);
    expect(scripts.reduce((sum, [, bytes]) => sum + bytes, 0) / 1_000, names).toBeLessThanOrEqual(
      FIRST_LOAD_KB,
    );
  });

  const seconds = Math.floor(Date.now() / 1_000);
  it.each([
    ['does not use App Check', undefined],
    ['has a token that has run out', { debugToken: unsignedToken({ sub: 'local', exp: seconds - 60 }) }],
    ['has a token of no app', { debugToken: unsignedToken({ exp: seconds + 3_600 }) }],
    ['has something that is no token', { debugToken: 'e30.bnVsbA.' }],
    ['cannot load what Google vouches with', { siteKey: SITE_KEY }],
  ])('a page that %s is told what to do, and nothing is written', async (_, appCheck) => {
    const page = await enter(appCheck);
    const before = await dump(dashboard.world.db);
    await askForSignal(page);
    await page.getByRole('main').getByText(REFUSED).waitFor();
    const ticket = await openTicket(page);
    await ticket.getByText(REFUSED).first().waitFor();
    await page.keyboard.press('Escape');
    expect(await dump(dashboard.world.db)).toEqual(before);

    // The switch is the trader's own document, and asks nobody.
    const question = await haltAndClose(page);
    await question.getByText(/^Trading is off\. Closing the open trades: This was not done/).waitFor();
    const status = paths.tradingStatus(ada.uid);
    const { [status]: switched, ...after } = await dump(dashboard.world.db);
    const { [status]: _was, ...others } = before;
    expect(switched?.data.enabled).toBe(false);
    expect(after).toEqual(others);
    expect(tab.complaints.filter(text => !/AppCheck|App Check/.test(text))).toEqual([]);
  });
});
