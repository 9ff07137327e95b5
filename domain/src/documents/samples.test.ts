import { describe, expect, it } from 'vitest';
import { changed } from '../../test-support/documents/sample.ts';
import { SAMPLES } from '../../test-support/documents/samples/all.ts';

describe.each(SAMPLES)('$name', ({ document, stored, refused }) => {
  it('is what its sample shows, and reads and writes it without a loss', () => {
    expect(document.isExact(stored)).toBe(true);
    const { value } = document.read(stored);
    expect(document.write(value as never)).toEqual(stored);
  });

  it.each(refused)('refuses %s', (_, change) => {
    expect(document.isExact(changed(stored, change))).toBe(false);
  });

  it('refuses a field that it does not know', () => {
    expect(document.isExact({ ...stored, another: 1 })).toBe(false);
  });
});
