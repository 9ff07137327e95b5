/** Control characters, and invisible ones: text that a person cannot see must not reach a model or a screen. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/**
 * Text as a person sees it: without invisible characters, white space folded, at most `maxCharacters` code
 * points, and no half of a surrogate pair.
 */
export function plainText(text: string, maxCharacters: number): string {
  const folded = text.toWellFormed().replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim();
  // A code point takes at most two units, which bounds what has to be looked at in a text of any length.
  const characters = Array.from(folded.slice(0, 2 * maxCharacters + 2));
  if (characters.length <= maxCharacters) return folded;
  return `${characters
    .slice(0, maxCharacters - 1)
    .join('')
    .trimEnd()}…`;
}
