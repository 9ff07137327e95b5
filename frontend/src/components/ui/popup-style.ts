/** What floats above the page. */
export const popupStyle =
  'rounded-lg border border-line bg-raised text-text shadow-popup outline-hidden ' +
  'transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0';

/** An item of a menu or list under the pointer or the arrow keys. */
export const highlighted =
  'cursor-default select-none outline-hidden data-highlighted:bg-hover data-disabled:opacity-50';
