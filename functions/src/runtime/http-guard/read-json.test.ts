import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, readJson } from './read-json.ts';

const read = (text: string) => readJson(Buffer.from(text));
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a body', () => {
  it('is read as JSON reads it, whatever its texts hold', () => {
    const brackets = fc.stringMatching(/^["\\[\]{}a]*$/);
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue({ maxDepth: 6 }), fc.array(brackets)), value => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual({ kind: 'json', value: JSON.parse(text) });
      }),
    );
  });

  it('is never both beyond JSON and accepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[]{}",:\\1a ') }), text => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(read(text).kind).toBe(isJson ? 'json' : 'refused');
      }),
    );
  });

  it('may be nested to the limit, and no deeper', () => {
    expect(read(nested(MAX_JSON_DEPTH)).kind).toBe('json');
    expect(read(nested(MAX_JSON_DEPTH + 1))).toEqual({
      kind: 'refused',
      message: 'The body is nested more than 32 levels deep.',
    });
    expect(read(`[${Array(1_000).fill(nested(MAX_JSON_DEPTH - 1))}]`).kind).toBe('json');
    expect(read(JSON.stringify(nested(1_000))).kind).toBe('json');
  });

  it.each([[0xff], [0xc3, 0x28], [0x22, 0xed, 0xa0, 0x80, 0x22]])('is no UTF-8: %j', (...bytes) => {
    expect(readJson(Buffer.from(bytes))).toEqual({ kind: 'refused', message: 'The body is no valid UTF-8.' });
  });

  it('is not quoted when it is refused', () => {
    for (const text of ['canary', '{"canary"', '"canary', '[canary]', `${nested(100)}canary`]) {
      expect(JSON.stringify(read(text))).not.toContain('canary');
    }
  });
});
