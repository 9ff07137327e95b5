/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Shown } from './shown.ts';

/**
 * Runs in the page. A line for each text that is not to be read whole: cut off by what it stands in or by the window,
 * covered by something else, or, where it is a figure, broken over two lines. Only a text without a digit may end in an ellipsis: a figure that is cut reads as
 * another. What is scrolled out of sight in a box that scrolls is not cut.
 */
export function illegible({ roots, isSeen, describe }: Shown): string[] {
  const faults: string[] = [];
  const MESSAGES = '[data-sonner-toaster]';
  /** Pixels: glyphs lean out of their boxes, and a page is laid out on fractions of a pixel. */
  const TOLERANCE = 1;
  const cutBy = (element: Element, rect: DOMRect, isFigure: boolean): string | undefined => {
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, overflowY, textOverflow, position, webkitLineClamp } = getComputedStyle(at);
      if (overflowX !== 'visible' || overflowY !== 'visible') {
        const box = at.getBoundingClientRect();
        const outside =
          rect.right <= box.left + TOLERANCE ||
          rect.left >= box.right - TOLERANCE ||
          rect.bottom <= box.top + TOLERANCE ||
          rect.top >= box.bottom - TOLERANCE;
        if (outside && /auto|scroll/.test(`${overflowX} ${overflowY}`)) return undefined;
        const shortens = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
        if (shortens && !isFigure) return undefined;
        // Words that a row of links scrolls to are found by scrolling; half of a figure is taken for the whole.
        if (!isFigure && /auto|scroll/.test(overflowX)) return undefined;
        if (rect.left < box.left - TOLERANCE || rect.right > box.right + TOLERANCE) {
          return `${shortens ? 'shortened' : 'cut'} by ${describe(at)}`;
        }
        const hides = overflowY === 'hidden' || overflowY === 'clip';
        // A line box is higher than its glyphs: half of a line is lost before a glyph is.
        const most = hides ? rect.height / 4 : Number.POSITIVE_INFINITY;
        if (box.top - rect.top > most || rect.bottom - box.bottom > most) return `cut by ${describe(at)}`;
      }
      if (position === 'fixed') break;
    }
    if (rect.left < -TOLERANCE || rect.right > window.innerWidth + TOLERANCE) return 'beyond the window';
    return undefined;
  };
  const coveredBy = (element: Element, rect: DOMRect): Element | undefined => {
    const y = rect.top + rect.height / 2;
    for (const x of [rect.left + 1, rect.left + rect.width / 2, rect.right - 1]) {
      const top = document.elementFromPoint(x, y);
      if (!top || element.contains(top) || top.contains(element)) continue;
      // A message goes by, and is put aside with a stroke: it covers for a moment what it will.
      if (top.closest(MESSAGES)) continue;
      // What a link or a button spreads over its surroundings to be pressed there covers nothing.
      const boxes = [...top.getClientRects()];
      if (boxes.some(box => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)) return top;
    }
    return undefined;
  };
  /** The first figure of the text, if any, that goes on in the next line: its first half reads as another figure. */
  const brokenFigure = (node: Node, text: string, range: Range): string | undefined => {
    for (const { 0: figure, index } of text.matchAll(/[-−+$]*\d[\d.,]*\d%?/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + figure.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top);
      if (Math.max(...tops) - Math.min(...tops) > 4) return figure;
    }
    return undefined;
  };
  const look = (node: Node, element: Element) => {
    const whole = node.nodeValue ?? '';
    const text = whole.trim();
    const range = document.createRange();
    const broken = brokenFigure(node, whole, range);
    if (broken !== undefined) return `"${broken}" is broken over two lines, ${describe(element)}`;
    range.selectNodeContents(node);
    const bounds = range.getBoundingClientRect();
    if (bounds.top < 60 || bounds.bottom > window.innerHeight - 60) {
      element.scrollIntoView({ block: 'center', inline: 'nearest' });
    }
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      const cut = cutBy(element, rect, /\d/.test(text));
      if (cut !== undefined) return `"${text.slice(0, 60)}" is ${cut}`;
      const covering = coveredBy(element, rect);
      if (covering) {
        const words = covering.textContent?.trim().slice(0, 30);
        return `"${text.slice(0, 60)}" is covered by ${describe(covering)} "${words}"`;
      }
    }
    return undefined;
  };
  for (const root of roots) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const element = node.parentElement;
      if (!element || !node.nodeValue?.trim()) continue;
      if (element.closest(MESSAGES) && !root.closest(MESSAGES)) continue;
      if (/^(SCRIPT|STYLE|NOSCRIPT|OPTION)$/.test(element.tagName) || !isSeen(element)) continue;
      const fault = look(node, element);
      if (fault !== undefined) faults.push(fault);
    }
  }
  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wider > 0) faults.push(`the page is ${wider} pixels wider than its window`);
  window.scrollTo(0, 0);
  return faults;
}
