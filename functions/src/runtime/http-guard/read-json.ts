/** Levels of objects and arrays in a body. No request of ours has more than six. */
export const MAX_JSON_DEPTH = 32;

export type JsonReading =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly message: string };

/** Reads a body as JSON in UTF-8. What is refused is not quoted: it may hold a key. */
export function readJson(bytes: Buffer): JsonReading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'refused', message: 'The body is no valid UTF-8.' };
  }
  if (depthExceeds(text, MAX_JSON_DEPTH)) {
    return { kind: 'refused', message: `The body is nested more than ${MAX_JSON_DEPTH} levels deep.` };
  }
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'refused', message: 'The body is no valid JSON.' };
  }
}

/** Whether a JSON text opens more than `limit` brackets inside of each other. It is told before anything is built. */
function depthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return false;
}
