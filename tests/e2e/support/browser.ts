import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFailed } from 'vitest';

export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about so far: errors, warnings of ours, refusals by the content security policy. */
  readonly complaints: string[];
}

export interface TabOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** A phone: a coarse pointer, and a page as wide as its window. */
  readonly touch?: boolean;
  readonly context?: BrowserContext;
}

/** The browser itself reports a failed request as an error, and a stack that is restarted fails some. */
const OF_THE_NETWORK = /Failed to load resource|net::ERR_|WebChannelConnection RPC/;

/** A tab of one test: a picture of it is kept when the test fails. */
export async function openTab(browser: Browser, options: TabOptions = {}): Promise<Tab> {
  const tab = await openSharedTab(browser, options);
  keepPictureOfFailure(tab);
  return tab;
}

/** A tab that notes every complaint, for several tests, each of which asks for `keepPictureOfFailure`. */
export async function openSharedTab(browser: Browser, options: TabOptions = {}): Promise<Tab> {
  const { width = 1280, height = 900, dark = false, touch = false } = options;
  const context =
    options.context ??
    (await browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: 'en-US',
      timezoneId: 'America/New_York',
      acceptDownloads: true,
      hasTouch: touch,
      isMobile: touch,
    }));
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(`${error.name}: ${error.message}`));
  page.on('console', message => {
    const text = message.text();
    if (!['error', 'warning'].includes(message.type()) || OF_THE_NETWORK.test(text)) return;
    complaints.push(`${message.type()}: ${text}`);
  });
  return { page, context, complaints };
}

/** Keeps a picture of the tab if the running test fails. */
export function keepPictureOfFailure({ page, complaints }: Tab): void {
  onTestFailed(async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'agenttrader-e2e-')), 'page.png');
    await page.screenshot({ path: file, fullPage: true }).catch(() => {});
    console.error(`What the page looked like: ${file}\n${page.url()}\n${complaints.join('\n')}`);
  });
}
