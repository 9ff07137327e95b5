/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Shown } from './shown.ts';

/**
 * Runs in the page. A line for each target that is too small for a finger, by WCAG 2.2's 2.5.8: smaller than 24 by 24
 * CSS pixels. Its exceptions, as far as the dashboard has use for them:
 *
 * - Spacing: a circle of 24 pixels about the middle of the small target touches neither another target nor the circle
 *   of another small one.
 * - Inline: a link within a sentence is as high as its line.
 *
 * A label belongs to the target of its control. What is disabled is no target.
 */
export function smallTargets({ roots, isSeen, describe }: Shown): string[] {
  /** Half a pixel is lost where a page is laid out on fractions of one. */
  const TOLERANCE = 0.5;
  const SMALLEST = 24;
  const TARGETS =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, ' +
    'button, link, menuitem, menuitemcheckbox, menuitemradio, option, radio, checkbox, switch, tab, combobox, slider'
      .split(', ')
      .map(role => `[role=${role}]`)
      .join(', ');

  const isInSentence = (control: Element): boolean => {
    if (getComputedStyle(control).display !== 'inline') return false;
    const own = control.textContent?.trim() ?? '';
    const block = control.parentElement?.closest('p, li, dd, label, div, span');
    return (block?.textContent?.trim().length ?? 0) > own.length;
  };
  const labelOf = (control: Element): Element | null =>
    control.closest('label') ??
    (control.id ? document.querySelector(`label[for="${CSS.escape(control.id)}"]`) : null);
  const boxOf = (control: Element): DOMRect => {
    const label = labelOf(control);
    const own = control.getBoundingClientRect();
    if (!label) return own;
    // Of a radio that is there for keys and screen readers alone, the label is what is pressed.
    if (!isSeen(control)) return label.getBoundingClientRect();
    const around = label.getBoundingClientRect();
    const touches =
      around.left <= own.right + 8 &&
      around.right >= own.left - 8 &&
      around.top <= own.bottom + 8 &&
      around.bottom >= own.top - 8;
    if (!touches) return own;
    const left = Math.min(own.left, around.left);
    const top = Math.min(own.top, around.top);
    return new DOMRect(
      left,
      top,
      Math.max(own.right, around.right) - left,
      Math.max(own.bottom, around.bottom) - top,
    );
  };
  const middle = (box: DOMRect) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  const isSmall = (box: DOMRect) => box.width < SMALLEST - TOLERANCE || box.height < SMALLEST - TOLERANCE;

  const targets: { readonly control: Element; readonly box: DOMRect }[] = [];
  for (const root of roots) {
    for (const control of root.querySelectorAll(TARGETS)) {
      const label = labelOf(control);
      if (!isSeen(control) && !(label && isSeen(label))) continue;
      if (control.matches(':disabled, [aria-disabled=true], [aria-hidden=true]')) continue;
      const box = boxOf(control);
      if (box.width > 0 && box.height > 0) targets.push({ control, box });
    }
  }
  const touches = (box: DOMRect, other: DOMRect): boolean => {
    const { x, y } = middle(box);
    if (isSmall(other)) {
      const to = middle(other);
      return Math.hypot(x - to.x, y - to.y) < SMALLEST - TOLERANCE;
    }
    const dx = Math.max(other.left - x, 0, x - other.right);
    const dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < SMALLEST / 2 - TOLERANCE;
  };
  const faults: string[] = [];
  for (const { control, box } of targets) {
    if (!isSmall(box) || isInSentence(control)) continue;
    const near = targets.find(
      other =>
        other.control !== control &&
        !other.control.contains(control) &&
        !control.contains(other.control) &&
        touches(box, other.box),
    );
    if (!near) continue;
    const name = control.getAttribute('aria-label') ?? control.textContent?.trim().slice(0, 30);
    const size = `${Math.round(box.width)} × ${Math.round(box.height)}`;
    faults.push(`"${name}", ${describe(control)}, is ${size}, and ${describe(near.control)} is near`);
  }
  return faults;
}
