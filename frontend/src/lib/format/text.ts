/** What stands for an amount in privacy mode. Always as long, so that its length gives nothing away. */
export const HIDDEN = '••••';

/** The text, or dots where amounts are hidden. Amounts and quantities are hidden; prices and percentages are not. */
export const unlessHidden = (hidden: boolean, text: string): string => (hidden ? HIDDEN : text);

/**
 * The beginning of a text, whole words only: a number that is cut off reads as another.
 *
 * @param longest in characters
 */
export function shortText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = text.lastIndexOf(' ', longest);
  return end <= 0 ? '…' : `${text.slice(0, end).trimEnd()} …`;
}
