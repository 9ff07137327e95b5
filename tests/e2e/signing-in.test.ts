import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELETE_CONFIRMATION } from '../../domain/src/callables/delete-account.ts';
import * as paths from '../../domain/src/paths.ts';
import { AuthClient } from '../support/auth-client.ts';
import { PASSWORD } from '../support/world.ts';
import { openTab } from './support/browser.ts';
import type { RunningDashboard } from './support/dashboard.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { newTrader, signIn, signUp } from './support/trader.ts';

/** What a trader signs in with, how that changes, and who else learns of it. */
describe('signing in', () => {
  let app: RunningApp | undefined;
  let dashboard: RunningDashboard;
  let browser: Browser;
  let auth: AuthClient;
  beforeAll(async () => {
    app = await startApp();
    ({ dashboard, browser } = app);
    auth = new AuthClient(dashboard.world);
  });
  afterAll(() => app?.stop());

  const linkTo = async (
    mode: string,
    email: string,
    kind: 'PASSWORD_RESET' | 'VERIFY_AND_CHANGE_EMAIL' | 'RECOVER_EMAIL',
  ) => {
    let code: string | undefined;
    await expect.poll(async () => (code = await dashboard.world.mailedCode(email, kind))).toBeTruthy();
    return `${dashboard.url}/auth/action?mode=${mode}&oobCode=${code}`;
  };
  const wordsOf = (page: Page, email: string) =>
    page
      .getByRole('main')
      .innerText()
      .then(text => text.replaceAll(email, 'E-MAIL').replaceAll(/in \d+ s/g, 'in N s'));

  it('up says the same of an address that has an account, and lets its owner in by mail', async () => {
    const owner = await dashboard.world.person('taken');
    const taken = { email: 'taken@test.example', keyId: '', secretKey: '' };
    const { page, complaints } = await openTab(browser);
    await signUp(dashboard, page, taken);
    await page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    const said = await wordsOf(page, taken.email);
    await page.getByRole('button', { name: 'I have confirmed it' }).click();
    await page.getByText('Not yet: open the link').waitFor();
    await page.goto(await linkTo('resetPassword', taken.email, 'PASSWORD_RESET'));
    await page.getByText(`For ${taken.email}.`).waitFor();
    expect(owner.uid).toBeTruthy();

    const fresh = await newTrader(dashboard.world, 'fresh');
    const other = await openTab(browser);
    await signUp(dashboard, other.page, fresh);
    // What is there on a local stack only.
    await other.page.getByText('This is the local stack').waitFor();
    const local = await other.page.getByText('This is the local stack').innerText();
    const words = (await wordsOf(other.page, fresh.email)).replace(local, '').replace('Open the link\n', '');
    expect(words.replaceAll(/\s+/g, ' ')).toBe(said.replaceAll(/\s+/g, ' '));
    expect([...complaints, ...other.complaints]).toEqual([]);
  });

  it('once more is asked for where a session was ended, above whatever is open, and what was asked goes on', async () => {
    const { world, url } = dashboard;
    const tenant = await world.tenant('ended');
    const { page, complaints } = await openTab(browser);
    await page.goto(`${url}/settings/data`);
    await signIn(page, 'ended@test.example');
    await page.getByRole('button', { name: 'Delete my account …' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByRole('textbox').fill(DELETE_CONFIRMATION);
    // The emulator tells the time of a sign-in in whole seconds: the end is told to lie after it.
    await world.auth.endSessions(tenant.uid);
    await question.getByRole('button', { name: 'Delete my account' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByLabel('Password').fill('wrong-horse');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText(/The e-mail address or the password is wrong/).waitFor();
    await world.auth.endSessions(tenant.uid, 0);
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await world.read(paths.tenantDocument(tenant.uid))).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  it('changes: the password, the address by its link, and back by the other', async () => {
    const { world, url } = dashboard;
    await world.tenant('changing');
    const email = 'changing@test.example';
    const next = 'changed@test.example';
    const { page, complaints } = await openTab(browser);
    await page.goto(`${url}/settings/sign-in`);
    await signIn(page, email);
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByLabel('New password').fill('another-horse');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    await expect(auth.signIn(email, PASSWORD)).rejects.toThrow(/INVALID_LOGIN_CREDENTIALS/);

    await page.getByLabel('New address').fill(next);
    await page.getByRole('button', { name: 'Change address' }).click();
    await page.getByText(`If ${next} is free`).waitFor();
    const link = await linkTo('verifyAndChangeEmail', email, 'VERIFY_AND_CHANGE_EMAIL');
    const elsewhere = await openTab(browser);
    await elsewhere.page.goto(link);
    await elsewhere.page.getByText(`sign in to AgentTrader as ${next}?`).waitFor();
    await elsewhere.page.getByRole('button', { name: 'Change the address' }).click();
    await elsewhere.page.getByText('Your address is changed.').waitFor();
    await elsewhere.page.goto(link);
    await elsewhere.page.getByText(/has been used already/).waitFor();
    await elsewhere.page.goto(`${url}/sign-in`);
    // The new address is marked, which ends the session; it is signed in again with what was just typed.
    await signIn(elsewhere.page, next, 'another-horse');
    await elsewhere.page.getByRole('heading', { name: 'Overview' }).waitFor();

    const thief = await auth.signIn(next, 'another-horse');
    await auth.changeAddress(thief, 'thief@test.example');
    await elsewhere.page.goto(await linkTo('recoverEmail', next, 'RECOVER_EMAIL'));
    await elsewhere.page.getByText(`make ${next} its address again`).waitFor();
    await elsewhere.page.getByRole('button', { name: 'Take the change back' }).click();
    await elsewhere.page.getByText(`has the address ${next} again`).waitFor();
    await expect(auth.signIn('thief@test.example', 'another-horse')).rejects.toThrow(/INVALID/);
    expect([...complaints, ...elsewhere.complaints]).toEqual([]);
  });

  it('ends on every device at once', async () => {
    const { world, url } = dashboard;
    await world.tenant('everywhere');
    const { page, complaints } = await openTab(browser);
    await page.goto(`${url}/settings/sign-in`);
    await signIn(page, 'everywhere@test.example');
    const other = await auth.signIn('everywhere@test.example', PASSWORD);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByText('You are signed out on every device.').waitFor();
    await expect
      .poll(async () => (await world.call(other, 'disconnect_broker', {})).error?.details?.reason)
      .toBe('sign_in_again');
    expect(complaints).toEqual([]);
  });
});
