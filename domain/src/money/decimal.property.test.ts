import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { outcomeOf, preciseDecimal, RUNS } from '../../test-support/arbitraries.ts';
import * as oracle from '../../test-support/rational-oracle.ts';
import { parseDecimal, printDecimal } from './decimal.ts';

const WIDEST = { noun: 'a decimal', example: '1.5', places: 18, sign: 'any' } as const;
const read = (text: unknown) => outcomeOf(() => printDecimal(parseDecimal(text, WIDEST)));

/** What the parser must make of a text, decided by the oracle alone. */
function expectedReading(text: string): string {
  const value = text.length > 64 ? null : oracle.readRational(text);
  if (value === null) return 'not-a-decimal';
  const { numerator, denominator } = value;
  const magnitude = numerator < 0n ? -numerator : numerator;
  if (magnitude >= 10n ** 15n * denominator) return 'out-of-range';
  if ((numerator * 10n ** 18n) % denominator !== 0n) return 'too-precise';
  return oracle.plainText((numerator * 10n ** 18n) / denominator, 18);
}

/** Texts that look like decimals, and are often almost but not quite. */
const lookalike = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0012359.-eE'), maxLength: 14 }),
  fc.string({
    unit: fc.constantFrom(..."0159.,-+eE_ x'\n\u00a0\u202f\u0663\u096b\uff15\u2212"),
    maxLength: 12,
  }),
  fc
    .tuple(
      fc.constantFrom('', '-', '+', ' '),
      fc.stringMatching(/^[0-9]{0,20}$/),
      fc.constantFrom('', '.', ',', '..'),
      fc.stringMatching(/^[0-9]{0,22}$/),
      fc.constantFrom('', '', 'e', 'E', 'e-', 'E+'),
      fc.stringMatching(/^[0-9]{0,3}$/),
    )
    .map(parts => parts.join('')),
);

/** Any code point, lone surrogates included. */
const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map(code => String.fromCodePoint(code));

describe('reading decimals', () => {
  it('accepts exactly the texts that the oracle reads, with the same value', () => {
    fc.assert(
      fc.property(lookalike, text => {
        assert.equal(read(text), expectedReading(text));
      }),
      RUNS,
    );
  });

  it('refuses what is no decimal, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 80 }), text => {
        assert.equal(read(text), expectedReading(text));
      }),
      RUNS,
    );
  });

  it('refuses everything but strings', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        fc.pre(typeof value !== 'string');
        assert.equal(read(value), 'not-a-decimal');
      }),
      RUNS,
    );
  });

  it('reads every spelling of a decimal as the same one', () => {
    const zeros = fc.integer({ min: 0, max: 4 }).map(count => '0'.repeat(count));
    fc.assert(
      fc.property(
        preciseDecimal,
        zeros,
        zeros,
        fc.integer({ min: -4, max: 4 }),
        (text, before, after, power) => {
          const [, sign = '', whole = '', fraction = ''] = /^(-?)([0-9]+)\.?([0-9]*)$/.exec(text) ?? [];
          assert.equal(read(text), text);
          assert.equal(read(`${sign}${before}${whole}.${fraction}${after}0`), text);
          const shifted = oracle.times(
            oracle.exactly(text),
            power < 0 ? oracle.rational(10n ** BigInt(-power)) : oracle.rational(1n, 10n ** BigInt(power)),
          );
          assert.equal(read(`${oracle.plainText(oracle.halfEven(shifted, 22), 22)}e${power}`), text);
        },
      ),
      RUNS,
    );
  });
});
