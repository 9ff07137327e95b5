import type { Page } from 'playwright-core';
import { answerFunctions, BAD_GATEWAY } from './refusals.ts';

/** Something that opens above a page. */
export interface Popup {
  readonly name: string;
  /** The file, from `frontend/src`, that opens it. */
  readonly source: string;
  /** The address of a page that leads to it. */
  readonly on: string;
  /** The selector of what opens. */
  readonly shows: string;
  open(page: Page): Promise<void>;
  /** Whether it says the same whatever the figures and the connection. */
  readonly isFixed?: true;
  /** Presses what sends, where it sends anything: for what stands there when that is refused. */
  send?(page: Page): Promise<void>;
}

export const DIALOG = '[role=dialog]';
const QUESTION = '[role=alertdialog]';
const MENU = '[role=menu]';
const LIST = '[role=listbox]';
const TOAST = '[data-sonner-toast][data-front=true]';

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
/** Without a quote there is nothing to press. */
const answer = (name: string | RegExp) => async (page: Page) => {
  const button = page.getByRole('alertdialog').getByRole('button', { name }).last();
  if (await button.isEnabled()) await button.click();
};
const choose = (name: string) => (page: Page) => page.getByRole('combobox', { name }).first().click();

async function fillTicket(page: Page): Promise<void> {
  await press('New trade')(page);
  const ticket = page.getByRole('dialog');
  await ticket.getByLabel('Symbol').fill('AAPL');
  await ticket.getByLabel('Amount').fill('$999,999,999,999.99');
}

/** What is said in passing stays for seconds: it is looked at as soon as it is there. */
async function say(page: Page): Promise<void> {
  // A sync that worked would bring other figures.
  const restore = await answerFunctions(page, BAD_GATEWAY);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').waitFor();
  await page.keyboard.type('Sync the account');
  await page.keyboard.press('Enter');
  await page.locator(TOAST).waitFor();
  await restore();
}

/** Everything that opens above the pages of a trader whose trading is on. */
export const POPUPS: readonly Popup[] = [
  {
    name: 'the command palette',
    isFixed: true,
    source: 'app/shell/command-palette.tsx',
    on: '/',
    shows: DIALOG,
    open: page => page.keyboard.press('Control+k'),
  },
  {
    name: 'the menu of the account',
    isFixed: true,
    source: 'app/shell/user-menu.tsx',
    on: '/',
    shows: MENU,
    open: press('Your account'),
  },
  { name: 'a message', source: 'app/toaster.tsx', on: '/', shows: TOAST, open: say },
  {
    name: 'the question to halt',
    source: 'components/kill-switch/halt-dialog.tsx',
    on: '/',
    shows: QUESTION,
    open: press(/^Halt/),
  },
  {
    name: 'the order ticket',
    source: 'features/trades/order-ticket/order-ticket.tsx',
    on: '/',
    shows: DIALOG,
    open: fillTicket,
  },
  {
    name: 'the order ticket of a signal',
    source: 'features/trades/order-ticket/order-ticket.tsx',
    on: '/signals',
    shows: DIALOG,
    async open(page) {
      await page
        .locator('summary')
        .filter({ hasText: /buy|sell/i })
        .first()
        .click();
      await press('Open this trade …')(page);
    },
  },
  {
    name: 'the columns',
    isFixed: true,
    source: 'features/trades/table/column-chooser.tsx',
    on: '/trades',
    shows: DIALOG,
    open: press('Columns'),
  },
  ...['Status', 'Side', 'Source'].map(name => ({
    name: `the choice of the ${name.toLowerCase()}`,
    source: 'features/trades/filters/filter-bar.tsx',
    isFixed: true as const,
    on: '/trades',
    shows: LIST,
    open: choose(name),
  })),
  {
    name: 'the choice of the order',
    isFixed: true,
    source: 'features/trades/filters/sort-select.tsx',
    on: '/trades',
    shows: LIST,
    async open(page) {
      // Cards have no headers to press.
      await page.setViewportSize({ width: 390, height: 900 });
      await choose('Order')(page);
    },
  },
  {
    name: 'the question to close a trade',
    source: 'features/trades/close-trade/close-trade-dialog.tsx',
    on: '/trades/t1',
    shows: QUESTION,
    open: press(/^Close/),
    send: answer(/^Close/),
  },
  {
    name: 'the question to disconnect',
    source: 'features/settings/broker/broker-panel.tsx',
    on: '/settings/broker',
    shows: QUESTION,
    open: press('Disconnect …'),
    send: answer('Disconnect'),
  },
  {
    name: 'the choice of the theme',
    isFixed: true,
    source: 'features/settings/preferences/preferences-panel.tsx',
    on: '/settings/preferences',
    shows: LIST,
    open: choose('Theme'),
  },
  {
    name: 'the question to delete the account',
    source: 'features/settings/data/data-panel.tsx',
    on: '/settings/data',
    shows: QUESTION,
    async open(page) {
      await press('Delete my account …')(page);
      await page.getByRole('alertdialog').getByRole('textbox').fill('delete my account');
    },
    send: answer('Delete my account'),
  },
];

/** What opens where trading is off. */
export const RESUME: Popup = {
  name: 'the question to switch trading on',
  source: 'components/kill-switch/resume-dialog.tsx',
  on: '/',
  shows: QUESTION,
  open: press('Switch trading on …'),
};

/** What opens before somebody is signed in. */
export const LOCAL_GOOGLE: Popup = {
  name: 'what stands in for Google',
  source: 'features/auth/local-google-dialog.tsx',
  on: '/sign-in',
  shows: DIALOG,
  open: press('Continue with Google'),
};

/** What opens where a function asks for a recent sign-in. */
export const SIGN_IN_AGAIN: Popup = {
  name: 'the question to sign in once more',
  source: 'components/recent-sign-in/sign-in-dialog.tsx',
  on: '/settings/broker',
  shows: DIALOG,
  open: press('Verify now'),
};

export const ALL_POPUPS: readonly Popup[] = [...POPUPS, RESUME, LOCAL_GOOGLE, SIGN_IN_AGAIN];
