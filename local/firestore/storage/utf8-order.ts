/**
 * Orders strings as their UTF-8 bytes order, which is Firestore's order for strings, field names and ids.
 *
 * UTF-16 order differs from it only where a surrogate pair (a code point above U+FFFF) meets a code unit
 * from U+E000 to U+FFFF, so the first differing code unit decides after surrogates are moved to the top.
 */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(codeUnit: number): number {
  if (codeUnit < 0xd800) return codeUnit;
  return codeUnit < 0xe000 ? codeUnit + 0x2000 : codeUnit - 0x800;
}
