const SHOWN_CHARACTERS = 40;

/**
 * A refused value as the first words of a message: text quoted, control characters escaped, shortened to 40
 * characters. Of lists and objects only the kind is told.
 */
export function shownInMessage(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'number' || typeof value === 'bigint') return `The number ${shorten(String(value))}`;
  if (value === null || value === undefined) return `Nothing (${value})`;
  if (Array.isArray(value)) return 'A list';
  return typeof value === 'object' ? 'An object' : `A ${typeof value}`;
}

function shorten(text: string): string {
  // By code point, so that no character is cut in half. A code point takes at most two UTF-16 units, which
  // bounds what has to be looked at in a text of any length.
  const characters = Array.from(text.slice(0, 2 * (SHOWN_CHARACTERS + 1)));
  if (characters.length <= SHOWN_CHARACTERS) return text;
  return `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`;
}
