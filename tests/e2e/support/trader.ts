import type { Page } from 'playwright-core';
import { PASSWORD, type World } from '../../support/world.ts';
import type { RunningDashboard } from './dashboard.ts';

/** Somebody who uses the dashboard, with keys at the exchange that nobody has connected yet. */
export interface Trader {
  readonly email: string;
  readonly keyId: string;
  readonly secretKey: string;
}

/** An account at the exchange for a trader of that name. */
export async function newTrader(world: World, name: string): Promise<Trader> {
  const tag = name.toUpperCase().padEnd(16, 'X').slice(0, 16);
  const trader = {
    email: `${name}@test.example`,
    keyId: `PK${tag}`,
    secretKey: `secret${tag}`.padEnd(40, 's'),
  };
  await world.exchange('POST', '/control/accounts', {
    keyId: trader.keyId,
    secretKey: trader.secretKey,
    environment: 'paper',
    cash: '100000',
    positions: [],
  });
  return trader;
}

export async function signUp({ url }: RunningDashboard, page: Page, { email }: Trader): Promise<void> {
  await page.goto(`${url}/sign-up`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: /create|sign up/i }).click();
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The sign-in that the page asks for once the address is confirmed. */
export async function signInAgain(page: Page, password = PASSWORD): Promise<void> {
  await page.getByText('Sign in once more to go on.').waitFor();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** How many listeners the dashboard holds; a stack with emulators lets tests ask. */
export const activeListeners = (page: Page): Promise<number> =>
  page.evaluate('window.__agenttrader.activeListeners()');
