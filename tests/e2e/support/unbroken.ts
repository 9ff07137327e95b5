/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

/** A text of 5,000 characters without a blank. */
export const unbroken = (letter: string): string => letter.repeat(5_000);

/** Runs in the page. A line for each long text that is drawn beyond its box, and for each control beyond the window. */
function outsideOfPage(): string[] {
  const BOXES =
    'section, header, nav, form, [role=dialog], [role=alertdialog], [role=menu], [role=alert], [role=status], [data-sonner-toast], main';
  const faults: string[] = [];
  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wider > 0) faults.push(`the page is ${wider} pixels wider than its window`);
  const describe = (element: Element) =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class')?.slice(0, 60)}">`;
  /** Whether something within the box cuts what it holds, and does not itself reach beyond the box. */
  const isCutWithin = (element: Element, box: Element) => {
    const limit = box.getBoundingClientRect();
    for (let at: Element | null = element; at && at !== box; at = at.parentElement) {
      if (getComputedStyle(at).overflowX === 'visible') continue;
      const { left, right } = at.getBoundingClientRect();
      if (left >= limit.left - 1 && right <= limit.right + 1) return true;
    }
    return false;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const element = node.parentElement;
    if (!element || !/\S{200}/.test(node.nodeValue ?? '')) continue;
    const box = element.closest(BOXES);
    if (!box || /^(SCRIPT|STYLE)$/.test(element.tagName) || !element.checkVisibility()) continue;
    const limit = box.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    const beyond = [...range.getClientRects()].some(
      ({ left, right }) => right > limit.right + 1 || left < limit.left - 1,
    );
    if (beyond && !isCutWithin(element, box)) {
      faults.push(
        `"${node.nodeValue?.trim().slice(0, 8)}…" in ${describe(element)} is beyond ${describe(box)}`,
      );
    }
  }
  for (const control of document.querySelectorAll('button, a[href], input')) {
    const { right, width } = control.getBoundingClientRect();
    const scrolls = control.closest('.overflow-x-auto') !== null;
    if (control.checkVisibility() && width > 1 && !scrolls && right > innerWidth + 1)
      faults.push(`${describe(control)} "${control.textContent?.slice(0, 20)}" is beyond the window`);
  }
  return faults;
}

/** Which long texts leave their boxes on the page as it is, on a small phone and on a wide screen. */
export async function outsideOfBoxes(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const found = (await page.evaluate(`(${outsideOfPage})()`)) as string[];
    faults.push(...new Set(found.map(fault => `${width}: ${fault}`)));
  }
  return faults;
}
