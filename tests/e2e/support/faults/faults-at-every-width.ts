import type { Page } from 'playwright-core';
import { FOREIGN_WORDS, foreignWords } from './foreign-words.ts';
import { illegible } from './illegible.ts';
import { shownIn } from './shown.ts';
import { smallTargets } from './small-targets.ts';

/** The widths that a page is looked at in, CSS pixels: a small phone to a wide screen. */
export const WIDTHS = [320, 390, 768, 1024, 1280, 1440] as const;
export const NARROW = 320;
export const WIDE = 1280;

const words = `[${FOREIGN_WORDS.map(String).join(', ')}]`;

/** Gives the page that width, and lets what measures itself measure it. */
export async function resize(page: Page, width: number): Promise<void> {
  if (page.viewportSize()?.width === width) return;
  await page.setViewportSize({ width, height: 900 });
  await twoFrames(page);
}

const twoFrames = (page: Page) =>
  page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');

/** What of the page, or of what stands above it, cannot be read, pressed or understood as it is. */
export async function faults(page: Page, popup: string | null = null): Promise<string[]> {
  const script = `(shown => [
    ...(${illegible})(shown),
    ...(${smallTargets})(shown),
    ...(${foreignWords})(shown, ${words}),
  ])((${shownIn})(${JSON.stringify(popup)}))`;
  return [...new Set((await page.evaluate(script)) as string[])];
}

/** The same at every width. The page is left at the last. */
export async function faultsAtEveryWidth(page: Page, popup: string | null = null): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) found.push(...(await faultsAtWidth(page, width, popup)));
  return found;
}

/** The same at one width. */
export async function faultsAtWidth(page: Page, width: number, popup: string | null): Promise<string[]> {
  await resize(page, width);
  let seen = await faults(page, popup);
  if (seen.length > 0) {
    // What moves as a document arrives is no fault: what stands still is.
    await twoFrames(page);
    seen = await faults(page, popup);
  }
  return seen.map(fault => `${width}: ${fault}`);
}
