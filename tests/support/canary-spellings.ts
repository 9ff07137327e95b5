/** A text as it is, in hexadecimal, and as it looks inside of longer base64 at each of the three alignments. */
export function spellings(text: string): string[] {
  const base64 = [0, 1, 2].map(offset =>
    Buffer.from(' '.repeat(offset) + text)
      .toString('base64')
      .slice(4, -4),
  );
  return [text, Buffer.from(text).toString('hex'), ...base64];
}
