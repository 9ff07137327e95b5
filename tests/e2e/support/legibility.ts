/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

/** The widths that a page is looked at in, CSS pixels: a small phone to a wide screen. */
export const WIDTHS = [320, 390, 768, 1024, 1280, 1440] as const;

/**
 * Runs in the page. A line for each figure (a text with a digit in it) that is not to be read whole: cut off by what
 * it stands in or by the window, or covered by something else; for each control that is smaller than a finger needs;
 * and for a page that is wider than its window.
 */
function faultsOfPage(): string[] {
  /** Half a pixel is lost where the page is laid out on fractions of one. */
  const SMALLEST_TARGET = 23.5;
  const faults: string[] = [];
  const shown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const describe = (element: Element) => {
    const named = element.closest('[aria-label],[id],table,section,nav,header,dialog,[role]');
    return `<${element.tagName.toLowerCase()}> in ${named?.getAttribute('aria-label') ?? named?.id ?? named?.tagName ?? '?'}`;
  };
  const isScreenReaderOnly = (element: Element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { clipPath, clip } = getComputedStyle(at);
      if (clipPath === 'inset(50%)' || clip === 'rect(0px, 0px, 0px, 0px)') return true;
    }
    return false;
  };
  const cutBy = (element: Element, rect: DOMRect): string | undefined => {
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(at);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const box = at.getBoundingClientRect();
      const outside = rect.right <= box.left + 1 || rect.left >= box.right - 1;
      if (outside && overflowX !== 'hidden' && overflowX !== 'clip') return undefined;
      if (rect.left < box.left - 1 || rect.right > box.right + 1) {
        return `${textOverflow === 'ellipsis' ? 'shortened' : 'cut'} by ${describe(at)}`;
      }
    }
    if (rect.left < -1 || rect.right > window.innerWidth + 1) return 'beyond the window';
    return undefined;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set<Element>();
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const element = node.parentElement;
    if (!element || !/\d/.test(node.nodeValue ?? '') || seen.has(element)) continue;
    if (
      /^(SCRIPT|STYLE|NOSCRIPT|OPTION)$/.test(element.tagName) ||
      !shown(element) ||
      isScreenReaderOnly(element)
    )
      continue;
    seen.add(element);
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      const cut = cutBy(element, rect);
      if (cut !== undefined) {
        faults.push(`"${node.nodeValue?.trim()}" is ${cut}`);
        break;
      }
      const y = rect.top + rect.height / 2;
      const covering = [rect.left + 1, rect.left + rect.width / 2, rect.right - 1]
        .map(x => ({ x, top: document.elementFromPoint(x, y) }))
        // What a link or a button spreads over its surroundings to be pressed there covers nothing.
        .filter(({ x, top }) =>
          [...(top?.getClientRects() ?? [])].some(
            box => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
          ),
        )
        .map(({ top }) => top)
        .find(top => top && !element.contains(top) && !top.contains(element));
      if (covering) {
        faults.push(
          `"${node.nodeValue?.trim()}" is covered by ${describe(covering)} "${covering.textContent?.slice(0, 30)}"`,
        );
        break;
      }
    }
  }
  const controls =
    'button, a[href], input, select, textarea, [role=button], [role=radio], [role=checkbox], [role=switch]';
  for (const control of document.querySelectorAll(controls)) {
    if (!shown(control) || isScreenReaderOnly(control)) continue;
    // A link within a sentence is as high as its line (WCAG 2.5.8, inline).
    if (control.tagName === 'A' && getComputedStyle(control).display === 'inline') continue;
    const target = control.closest('label') ?? control;
    const { width, height } = target.getBoundingClientRect();
    if (width > 0 && (width < SMALLEST_TARGET || height < SMALLEST_TARGET)) {
      faults.push(
        `${describe(control)} "${control.textContent?.slice(0, 30)}" is ${Math.round(width)} × ${Math.round(height)}`,
      );
    }
  }
  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wider > 0) faults.push(`the page is ${wider} pixels wider than its window`);
  window.scrollTo(0, 0);
  return faults;
}

/** What of the page as it is cannot be read or pressed, at every width. */
export async function illegible(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    // Two frames: what measures itself has then measured the new width.
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const found = (await page.evaluate(`(${faultsOfPage})()`)) as string[];
    faults.push(...new Set(found.map(fault => `${width}: ${fault}`)));
  }
  return faults;
}
