import type { Browser } from 'playwright-core';
import type { RouteObject } from 'react-router';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { openSharedTab, type Tab } from './support/browser.ts';
import { startBrowser } from './support/chromium.ts';
import { faults, faultsAtEveryWidth, resize, WIDTHS } from './support/faults/faults-at-every-width.ts';
import { addressesOf, leftOut, PUBLIC, unvisited, VISITS } from './support/walk/addresses.ts';
import { opensSomething, popupSources } from './support/walk/popup-sources.ts';
import { ALL_POPUPS } from './support/walk/popups.ts';

/** The dashboard's own table: named, so that its components are not checked with the tests. */
const ROUTES = '../../frontend/src/app/routes.tsx';

/** A page without a fault, around what is planted in it. */
const page = (planted: string) =>
  `<!doctype html><html lang="en"><head><title>A page</title><style>
    body { margin: 0; font: 16px/20px sans-serif; }
    .box { width: 60px; height: 20px; white-space: nowrap; }
    .small { width: 12px; height: 12px; padding: 0; border: 0; }
  </style></head><body><main><h1>Figures</h1>${planted}</main></body></html>`;

const MISLEADING = [
  ['a figure that is cut', '<div class="box" style="overflow: hidden">$1,234,567.89</div>', /is cut by/],
  [
    'a figure that is shortened',
    '<div class="box" style="overflow: hidden; text-overflow: ellipsis">$1,234,567.89</div>',
    /is shortened by/,
  ],
  [
    'words that are cut without a sign of it',
    '<div class="box" style="overflow: hidden">Unrealised gains</div>',
    /is cut by/,
  ],
  [
    'a line that is cut in its height',
    '<div class="box" style="height: 8px; overflow: hidden">1.5</div>',
    /is cut by/,
  ],
  [
    'half of a figure in a box that scrolls',
    '<div class="box" style="overflow: auto">$1,234,567.89</div>',
    /is cut by/,
  ],
  [
    'a figure over two lines',
    '<div class="box" style="white-space: normal; overflow-wrap: anywhere">$100,000.00</div>',
    /broken over two lines/,
  ],
  [
    'a figure beyond the window',
    '<div style="position: absolute; left: -20px">$1,234.56</div>',
    /beyond the window/,
  ],
  [
    'a figure under another',
    '<div style="position: relative; height: 20px"><span style="position: absolute">$1,234.56</span><span style="position: absolute; left: 9px">$9.87</span></div>',
    /is covered by/,
  ],
  [
    'a page that is wider than its window',
    '<div style="width: 400px; height: 1px"></div>',
    /^320: the page is 80 pixels wider/,
  ],
  [
    'small targets side by side',
    '<button class="small" aria-label="One"></button><button class="small" aria-label="Two"></button>',
    /"One".* is 12 × 12/,
  ],
  [
    'a small target beside a large one',
    '<button class="small" aria-label="One"></button><button style="width: 90px; height: 40px">Two</button>',
    /"One".* is 12 × 12/,
  ],
  [
    'a small radio whose label is small, too',
    '<label><input type="radio" class="small" style="margin: 0">A</label><label><input type="radio" class="small" style="margin: 0">B</label>',
    /near/,
  ],
] as const;

const FAIR = [
  [
    'words that end in an ellipsis',
    '<div class="box" style="overflow: hidden; text-overflow: ellipsis">Unrealised gains</div>',
  ],
  [
    'a figure that is scrolled out of sight',
    '<div class="box" style="overflow: auto"><p style="width: 200px">Gains</p><span style="margin-left: 150px">1.5</span></div>',
  ],
  [
    'a small target with room around it',
    '<p><button class="small" aria-label="One"></button></p><p style="margin-top: 30px"><button>Two of them</button></p>',
  ],
  ['a name that is there to be typed', '<p>An operator calls <code>sync_tenant</code>.</p>'],
  ['a link in a sentence', '<p>Read <a href="/terms">the terms</a>, and <a href="/costs">the costs</a>.</p>'],
  [
    'a figure for screen readers alone',
    '<span style="position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap">$1,234.56</span>',
  ],
  [
    'dates and words around figures that break between them',
    '<div class="box" style="white-space: normal; height: auto">21 Nov 2026, 11:08, two trades</div>',
  ],
] as const;

const FOREIGN = [
  'internal [0]',
  'internal',
  'INTERNAL',
  'permission-denied',
  'PERMISSION_DENIED',
  'INVALID_ARGUMENT',
  'FirebaseError: Missing or insufficient permissions.',
  'Firebase: Error (auth/network-request-failed).',
  'functions/unavailable',
  'Your balance is NaN',
  '$undefined',
  'null',
  'Infinity%',
  '[object Object]',
  'Invalid Date',
  'TypeError',
  'Failed to fetch',
  'NetworkError when attempting to fetch resource.',
  'Load failed',
  'Failed to fetch dynamically imported module',
  'Loading chunk 5 failed',
  'Importing a module script failed.',
  'Unexpected token < in JSON',
  'Cannot read properties of',
  'e is not a function',
  'Invalid input: expected string, received number',
  'Too small: expected string to have >=8 characters',
  'Required',
  'credentials_rejected',
  'Request failed with status code 502',
  '502 Bad Gateway',
  'Unrecognized key: "a"',
  'Could not reach Cloud Firestore backend',
] as const;

const FAMILIAR = [
  'No trade closed yet',
  'Buy AAPL for $1,500.00',
  'Key id',
  'Nothing was sent',
  'ada@test.example',
  'BTC/USD',
  'Interval',
  'Annulled',
  'America/New York',
];

describe('the walk itself', () => {
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    browser = await startBrowser();
    tab = await openSharedTab(browser);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each(MISLEADING)('finds %s', async (_, planted, fault) => {
    await tab.page.setContent(page(planted));
    await resize(tab.page, 320);
    const found = (await faults(tab.page)).map(line => `320: ${line}`);
    expect(found.filter(line => fault.test(line))).not.toEqual([]);
  });

  it.each(FAIR)('lets pass %s', async (_, planted) => {
    await tab.page.setContent(page(planted));
    await resize(tab.page, 320);
    expect(await faults(tab.page)).toEqual([]);
  });

  it('looks at every width, and says at which', async () => {
    await tab.page.setContent(page('<div style="position: absolute; left: 1000px">$1,234.56</div>'));
    const found = (await faultsAtEveryWidth(tab.page)).filter(line => /beyond the window/.test(line));
    expect(found.map(line => Number.parseInt(line, 10))).toEqual(WIDTHS.filter(width => width <= 1_024));
  });

  it('looks only at what stands above the page, where something does', async () => {
    await tab.page.setContent(page(`<p>null</p><div role="dialog" aria-label="A question">NaN</div>`));
    const found = await faults(tab.page, '[role=dialog]');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/NaN/);
  });

  it('finds every word that is not ours, wherever it stands', async () => {
    const places = [
      (text: string) => `<p>${text}</p>`,
      (text: string) => `<button aria-label="${text}">A button</button>`,
      (text: string) => `<p title="${text}">Words</p>`,
      (text: string) => `<label>Reason <input value="${text}"></label>`,
    ];
    const words = FOREIGN.map(text => text.replaceAll('<', '&lt;').replaceAll('"', '&quot;'));
    await tab.page.setContent(page(words.map((text, at) => places[at % places.length]?.(text)).join('\n')));
    const said = (await faults(tab.page)).filter(line => line.includes(' is said by '));
    expect(FOREIGN.filter(text => !said.some(line => line.includes(text)))).toEqual([]);
  });

  it('lets words of ours pass', async () => {
    await tab.page.setContent(page(FAMILIAR.map(text => `<p>${text}</p>`).join('')));
    expect(await faults(tab.page)).toEqual([]);
  });

  it('finds what axe calls minor, and colours alone where only those are asked for', async () => {
    await tab.page.setContent(page('<h2></h2><p style="color: #bbb">Pale words</p>'));
    const all = await axeFindings(tab.page);
    expect(all.filter(line => line.startsWith('empty-heading (minor)'))).toHaveLength(1);
    expect(all.filter(line => line.startsWith('color-contrast'))).toHaveLength(1);
    expect((await axeFindings(tab.page, { colours: true })).map(line => line.split(' ')[0])).toEqual([
      'color-contrast',
    ]);
    expect(await axeFindings(tab.page, { within: 'h2' })).toHaveLength(1);
  });

  it('hears what the page complains about', async () => {
    await tab.page.setContent(page('<p>Words</p>'));
    const heard = tab.page.waitForEvent('pageerror');
    await tab.page.evaluate(
      `console.warn('a warning'); console.error('an error'); setTimeout(() => { throw new Error('a throw') })`,
    );
    await heard;
    expect(tab.complaints.splice(0)).toEqual(['warning: a warning', 'error: an error', 'Error: a throw']);
  });

  it('goes to every address of the router, and would miss one', async () => {
    const { routes } = (await import(ROUTES)) as { routes: readonly RouteObject[] };
    const patterns = addressesOf(routes);
    expect(patterns).toContain('/trades/:id');
    expect(unvisited(patterns, [...PUBLIC, ...VISITS])).toEqual([]);
    expect(unvisited([...patterns, '/bots'], [...PUBLIC, ...VISITS])).toEqual(['/bots']);
    expect(unvisited(patterns, PUBLIC)).toContain('/settings/*');
    expect(leftOut(['/', '/trades?status=OPEN', '/settings', '/bots', '/settings/bots'], VISITS)).toEqual([
      '/bots',
      '/settings/bots',
    ]);
  });

  it('opens everything that opens, and would miss one', async () => {
    expect([...new Set(ALL_POPUPS.map(({ source }) => source))].sort()).toEqual(await popupSources());
    expect(opensSomething('<Dialog open>')).toBe(true);
    expect(opensSomething(`import { Tooltip } from '@base-ui/react/tooltip';`)).toBe(true);
    expect(opensSomething(`import { Radio } from '@base-ui/react/radio';`)).toBe(false);
  });
});
