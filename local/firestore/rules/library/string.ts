import { RE2JSException } from 're2js';
import { fail } from '../values/evaluation-error.ts';
import { Bytes } from '../values/value.ts';
import { textTooLong } from '../values/work.ts';
import { patternFor, splitBy } from './regex.ts';
import { type Method, methodsOf } from './signature.ts';

const method = methodsOf('string');

/** Character by character: a pattern anchored at the end would start over at every blank in between. */
const trimmed = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(start, end);
};

/** Sizes and positions count UTF-16 units, as Java's strings do. */
export const STRING_METHODS: readonly Method[] = [
  method('size', [], self => BigInt(self.length)),
  method('lower', [], self => textTooLong(self.length) ?? self.toLowerCase()),
  method('upper', [], self => textTooLong(self.length) ?? self.toUpperCase()),
  // Control characters and the blank, not every Unicode space.
  method('trim', [], self => textTooLong(self.length) ?? trimmed(self)),
  method('toUtf8', [], self => textTooLong(self.length) ?? new Bytes(Buffer.from(self, 'utf8'))),
  /** The whole string has to match, as if the pattern stood between `\A` and `\z`. */
  method('matches', ['string'], (self, pattern) => {
    const compiled = patternFor(pattern, self.length);
    return 'error' in compiled ? fail(compiled.error) : compiled.regex.matches(self);
  }),
  method('split', ['string'], (self, pattern) => {
    const compiled = patternFor(pattern, self.length);
    return 'error' in compiled ? fail(compiled.error) : splitBy(compiled.regex, self);
  }),
  /** Replaces every match; `$1` is a group and `$0` the match, a backslash makes the next character literal. */
  method('replace', ['string', 'string'], (self, pattern, substitution) => {
    const compiled = patternFor(pattern, self.length);
    if ('error' in compiled) return fail(compiled.error);
    const groups = substitution.split('$').length - 1;
    const tooLong = textTooLong((self.length + 1) * substitution.length + self.length * (groups + 1));
    if (tooLong !== undefined) return tooLong;
    try {
      return compiled.regex.matcher(self).replaceAll(substitution, true);
    } catch (error) {
      if (error instanceof RE2JSException) return fail(`Invalid substitution: ${error.message}.`);
      throw error;
    }
  }),
];
