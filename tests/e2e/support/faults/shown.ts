/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What the scripts that look for faults share. */
export interface Shown {
  /** What is looked at: the page, or what stands above it. */
  readonly roots: readonly Element[];
  /** Whether somebody who sees sees it. */
  isSeen(element: Element): boolean;
  /** Where it is, for a line about it. */
  describe(element: Element): string;
}

/**
 * Runs in the page, as all functions of this folder do: each is sent there as text, so that none may use anything from
 * outside of itself.
 *
 * @param popup the selector of what stands above the page, where only that is looked at
 */
export function shownIn(popup: string | null): Shown {
  const hiddenToEyes = new WeakMap<Element, boolean>();
  /** Clipped to nothing, for screen readers alone. */
  const isForReaders = (element: Element): boolean => {
    const known = hiddenToEyes.get(element);
    if (known !== undefined) return known;
    const { clipPath, clip } = getComputedStyle(element);
    const hidden =
      clipPath === 'inset(50%)' ||
      clip === 'rect(0px, 0px, 0px, 0px)' ||
      (element.parentElement !== null && isForReaders(element.parentElement));
    hiddenToEyes.set(element, hidden);
    return hidden;
  };
  return {
    roots: popup === null ? [document.body] : [...document.querySelectorAll(popup)],
    isSeen: element =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !isForReaders(element),
    describe(element) {
      const named = element.closest('[aria-label],[id],table,section,nav,header,dialog,[role]');
      const name = named?.getAttribute('aria-label') ?? (named?.id || named?.tagName.toLowerCase());
      return `<${element.tagName.toLowerCase()}> in ${name ?? 'the page'}`;
    },
  };
}
