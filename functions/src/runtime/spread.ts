/**
 * A number from 0 to below `among`, always the same for the same text and evenly spread over texts: so that what everybody does
 * now and then is not done by all at once (FNV-1a, 32 bits).
 */
export function spread(text: string, among: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % among;
}
