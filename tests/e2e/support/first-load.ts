import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Kilobytes of gzipped JavaScript that may come before the overview can be used. */
export const FIRST_LOAD_KB = 260;

export interface FirstLoad {
  /** Milliseconds from the navigation to the first figure of the trader's own. */
  readonly firstFigure: number;
  /** Every script that was asked for by the time that the overview was interactive: its name and gzipped bytes. */
  readonly scripts: readonly (readonly [name: string, bytes: number])[];
}

/**
 * Runs in the page from its first moment. Interactive is: an amount stands there, the open trades have their rows, and
 * trading can be halted.
 */
const WATCH = `
  window.__firstLoad = new Promise(resolve => {
    let figure;
    const look = () => {
      const texts = document.querySelectorAll('main *');
      if (figure === undefined && [...texts].some(one => one.children.length === 0 && /^\\$[\\d,]+\\.\\d\\d$/.test(one.textContent)))
        figure = performance.now();
      const rows = document.querySelectorAll('main table tbody tr').length;
      const halt = [...document.querySelectorAll('button')].some(one => !one.disabled && /halt/i.test(one.textContent));
      if (figure === undefined || rows === 0 || !halt) return requestAnimationFrame(look);
      // An answer that is still under way has no entry yet; what asked for it stands in the page.
      const asked = [...document.querySelectorAll('script[src], link[rel=modulepreload]')].map(one => one.src || one.href);
      const answered = performance.getEntriesByType('resource').map(({ name }) => name);
      resolve({ figure, scripts: [...asked, ...answered].filter(name => name.endsWith('.js')) });
    };
    requestAnimationFrame(look);
  });`;

/** Loads the overview as somebody who is signed in in this page's context already. */
export async function measureFirstLoad(page: Page, url: string): Promise<FirstLoad> {
  await page.addInitScript(WATCH);
  const bodies = new Map<string, Promise<Buffer | undefined>>();
  page.on('response', response => {
    // What comes after the first load may still be under way when the page is closed.
    if (response.url().endsWith('.js'))
      bodies.set(
        response.url(),
        response.body().catch(() => undefined),
      );
  });
  await page.goto(url);
  const seen = (await page.evaluate('window.__firstLoad')) as { figure: number; scripts: string[] };
  const scripts = await Promise.all(
    [...new Set(seen.scripts)].map(async address => {
      const body = await bodies.get(address);
      if (!body) throw new Error(`${address} was loaded without an answer.`);
      return [new URL(address).pathname, gzipSync(body).length] as const;
    }),
  );
  return { firstFigure: seen.figure, scripts: scripts.toSorted(([, a], [, b]) => b - a) };
}
