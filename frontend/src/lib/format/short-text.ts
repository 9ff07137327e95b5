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
