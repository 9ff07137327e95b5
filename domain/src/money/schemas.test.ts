import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { Money } from './money.ts';
import type { Price } from './price.ts';
import { moneySchema, percentSchema, priceSchema, quantitySchema } from './schemas.ts';

const CASES = [
  {
    name: 'moneySchema',
    schema: moneySchema,
    canonical: '10250.37',
    loose: '10250.370',
    refused: '10250.375',
  },
  { name: 'priceSchema', schema: priceSchema, canonical: '187.5', loose: '187.50', refused: '0' },
  { name: 'quantitySchema', schema: quantitySchema, canonical: '0.000000001', loose: '1e-9', refused: '-1' },
  { name: 'percentSchema', schema: percentSchema, canonical: '-2.5', loose: '-2.5000', refused: '1.00001' },
];

describe.each(CASES)('$name', ({ schema, canonical, loose, refused }) => {
  it('passes a canonical string through and makes another spelling canonical', () => {
    expect(schema.parse(canonical)).toBe(canonical);
    expect(schema.parse(loose)).toBe(canonical);
  });

  it.each([[Number(canonical)], [null], [undefined], [BigInt(1)], [''], [' '], ['NaN']])(
    'refuses %s',
    value => {
      expect(schema.safeParse(value).success).toBe(false);
    },
  );

  it('refuses in one issue, in the words of DecimalError', () => {
    for (const value of [refused, Number(canonical)]) {
      const issues = schema.safeParse(value).error?.issues ?? [];
      expect(issues).toHaveLength(1);
      expect(issues[0]?.message).toMatch(
        /^("|The number ).+ (is not an? |is zero: |is negative: |is too precise: )/,
      );
    }
  });
});

describe('a document with decimals', () => {
  const document = z.strictObject({ cash: moneySchema, last_price: priceSchema.optional() });

  it('names the field that was refused', () => {
    const issues = document.safeParse({ cash: 10250.37 }).error?.issues ?? [];
    expect(issues.map(({ path, message }) => ({ path, message }))).toEqual([
      {
        path: ['cash'],
        message:
          'The number 10250.37 is not an amount of money: give a string of digits with an optional fraction, ' +
          'such as "10250.37", of at most 64 characters.',
      },
    ]);
  });

  it('says that a required field is missing', () => {
    expect(document.safeParse({}).error?.issues[0]?.message).toMatch(
      /^Nothing \(undefined\) is not an amount/,
    );
  });

  it('takes strings and gives branded types', () => {
    expectTypeOf<z.input<typeof document>>().toEqualTypeOf<{
      cash: string;
      last_price?: string | undefined;
    }>();
    expectTypeOf<z.output<typeof document>>().toEqualTypeOf<{
      cash: Money;
      last_price?: Price | undefined;
    }>();
    expectTypeOf<Money>().not.toExtend<Price>();
  });
});
