import { Timestamp } from '@google-cloud/firestore';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastPulse } from '../../domain/src/documents/operations.ts';
import * as paths from '../../domain/src/paths.ts';
import { variantOf } from '../../domain/test-support/documents/variant.ts';
import { ADMIN_USAGE } from '../../scripts/admin/admin-flags.ts';
import { operate } from '../../scripts/admin/operations.ts';
import { AuthClient } from '../support/auth-client.ts';
import { PASSWORD } from '../support/world.ts';
import { axeFindings } from './support/axe.ts';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { faultsAtEveryWidth } from './support/faults/faults-at-every-width.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { signIn, signOut } from './support/trader.ts';

/** Operators have an entry of their own, and nobody else has it. */
describe('the operators’ page', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
  });
  afterAll(() => app?.stop());

  const emailOf = (name: string) => `${name}@test.example`;
  const makeOperator = ({ uid: localId }: { uid: string }, name: string) =>
    dashboard.world.auth.confirmAddress({ localId, email: emailOf(name) }, { admin: true });
  const newOperator = async (name: string) => {
    const person = await dashboard.world.person(name);
    await makeOperator(person, name);
    return person;
  };
  const enter = async (page: Page, name: string) => {
    await page.goto(dashboard.url);
    await signIn(page, emailOf(name));
    await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  };
  const lookAgain = (page: Page) => page.getByRole('button', { name: 'Look again' }).click();
  const thisMinute = () => new Date(Math.floor(Date.now() / 60_000) * 60_000);

  it('tells the heartbeat as `admin status` does, and leads nobody into the wizard', async () => {
    const { world } = dashboard;
    const operator = await newOperator('olivia');
    const session = await new AuthClient(world).signIn(emailOf('olivia'), PASSWORD);
    const status = async () => {
      const { text } = await operate({ name: 'status' }, (name, request) =>
        world.callables.call(name, request, session),
      );
      return text;
    };
    const { page, complaints } = await openTab(browser);
    await enter(page, 'olivia');
    const shows = async (verdict: string, ...texts: string[]) => {
      expect(await status()).toContain(`verdict      ${verdict.toLowerCase()}`);
      await lookAgain(page);
      for (const text of [verdict, ...texts]) await page.getByText(text, { exact: true }).waitFor();
    };

    await shows('Down', 'There has been no pulse yet.');
    await world.tenant('ada');
    expect(await world.pulse(thisMinute())).toBe(200);
    await shows('Healthy', 'Synced');
    const pulse = world.db.doc(paths.lastPulse());
    await pulse.update(lastPulse.writePart({ errorCount: 3 }));
    await shows('Degraded', '3 of the 4 tenants of the last pulse failed.');
    const old = Timestamp.fromMillis(Date.now() - 10 * 60_000 - 30_000);
    await pulse.update(variantOf(lastPulse, {}, { errorCount: 0, timestamp: old, scheduledAt: old }));
    await shows('Down', 'There has been no pulse for 10 minutes: the heartbeat stands still.');

    for (const [, command] of ADMIN_USAGE.matchAll(/^ {2}([a-z]+) /gm)) {
      await page.getByText(new RegExp(`^npm run admin -- ${command}\\b`)).waitFor();
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page, { colours: true })).toEqual([]);
    expect(await faultsAtEveryWidth(page)).toEqual([]);
    // Nothing was set up for somebody who does not trade.
    expect(await world.read(paths.tenantDocument(operator.uid))).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  it('keeps what it knows while the server is out of reach, and looks again by itself', async () => {
    await newOperator('oscar');
    const { page, context } = await openTab(browser);
    await enter(page, 'oscar');
    await page.getByText('Last pulse', { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline. The figures below').waitFor();
    await lookAgain(page);
    await page.getByText('You are offline, so nothing was sent.').waitFor();
    await page.getByText('Last pulse', { exact: true }).waitFor();
    await context.setOffline(false);
    await page.getByText('You are offline, so nothing was sent.').waitFor({ state: 'detached' });

    dashboard.functionsWire.cut();
    try {
      await lookAgain(page);
      await page.getByText('The server did not answer. Nothing was changed').waitFor();
      await page.getByText('Last pulse', { exact: true }).waitFor();
      await page.reload();
      await page.getByText('How the service does is not known').waitFor();
    } finally {
      dashboard.functionsWire.mend();
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Last pulse', { exact: true }).waitFor();
    await context.close();
  });

  it('says so when the right was taken away, and shows nothing any more', async () => {
    const operator = await newOperator('otto');
    const { page, context } = await openTab(browser);
    await enter(page, 'otto');
    await page.getByText('Last pulse', { exact: true }).waitFor();
    await dashboard.world.auth.endSessions(operator.uid);
    await lookAgain(page);
    await page.getByText('The server does not take you for an operator any more').waitFor();
    expect(await page.getByText('Last pulse', { exact: true }).count()).toBe(0);
    await context.close();
  });

  it('is not there for a trader, who does not load its code', async () => {
    await dashboard.world.tenant('tracy');
    const { page, complaints } = await openTab(browser);
    await page.goto(`${dashboard.url}/operations`);
    await signIn(page, emailOf('tracy'));
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    const loaded = (await page.evaluate(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter(name => /operat/i.test(name))`,
    )) as string[];
    expect(loaded).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('and the trader’s side are both there for who is both, and the next trader begins at the overview', async () => {
    await dashboard.world.tenant('next');
    const both = await dashboard.world.tenant('both');
    await makeOperator(both, 'both');
    const { page, complaints } = await openTab(browser);
    await enter(page, 'both');
    await page.getByRole('link', { name: 'Trader’s side' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Operations' }).click();
    await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
    await page.goBack();
    await signOut(page);
    await signIn(page, emailOf('both'));
    await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, emailOf('next'));
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
