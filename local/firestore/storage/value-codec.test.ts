import fc from 'fast-check';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { value } from '../../test-support/firestore/arbitraries.ts';
import { identical } from './identical.ts';
import { MapValue } from './map-value.ts';
import { decodeFields, encodeFields, readValue, writeValue } from './value-codec.ts';
import { timestampFromJson, timestampToJson, valueFromJson, valueToJson } from './value-json.ts';
import { TimestampValue } from './values.ts';

describe('binary values', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(value, original => {
        const bytes = writeValue(original, protobuf.Writer.create()).finish();
        const reader = protobuf.Reader.create(bytes);
        expect(identical(readValue(reader, reader.len), original)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never crash the decoder, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
        const reader = protobuf.Reader.create(bytes);
        try {
          readValue(reader, reader.len);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it('are refused when nested beyond reason, without exhausting the stack', () => {
    let bytes = Buffer.from([88, 0]);
    for (let i = 0; i < 5000; i++) {
      const inner = protobuf.Writer.create().uint32(10).bytes(bytes).finish();
      bytes = Buffer.from(protobuf.Writer.create().uint32(74).bytes(inner).finish());
    }
    const reader = protobuf.Reader.create(bytes);
    expect(() => readValue(reader, reader.len)).toThrow('nested too deeply');
  });

  it('keep the sign of zero and lose what is below the microsecond', () => {
    const fields = MapValue.of([
      ['zero', -0],
      ['time', new TimestampValue(1, 1999)],
    ]);
    const back = decodeFields(encodeFields(fields));
    expect(back.get('zero')).toBe(-0);
    expect(back.get('time')).toEqual(new TimestampValue(1, 1000));
  });
});

describe('JSON values', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(value, original => {
        const text = JSON.stringify(valueToJson(original));
        expect(identical(valueFromJson(JSON.parse(text)), original)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('keep the sign of zero', () => {
    expect(JSON.stringify(valueToJson(-0))).toBe('{"doubleValue":-0.0}');
    expect(valueFromJson(JSON.parse('{"doubleValue":-0.0}'))).toBe(-0);
    expect(valueFromJson({ doubleValue: '-0' })).toBe(-0);
    expect(valueFromJson({ doubleValue: 0 })).toBe(0);
  });

  it('may be lenient in form', () => {
    expect(valueFromJson({ integerValue: 5 })).toBe(5n);
    expect(valueFromJson({ integer_value: '5' })).toBe(5n);
    expect(valueFromJson({ doubleValue: '1.5' })).toBe(1.5);
    expect(valueFromJson({ doubleValue: '-Infinity' })).toBe(Number.NEGATIVE_INFINITY);
    expect(valueFromJson({ bytesValue: '_-8' })).toEqual(new Uint8Array([255, 239]));
    expect(valueFromJson({ nullValue: 'NULL_VALUE' })).toBe(null);
  });

  it.each([
    [{}],
    [{ integerValue: '1', stringValue: '' }],
    [{ integerValue: 1.5 }],
    [{ integerValue: '9223372036854775808' }],
    [{ doubleValue: 'many' }],
    [{ timestampValue: 'yesterday' }],
    [{ timestampValue: '2024-02-30T00:00:00Z' }],
    [{ timestampValue: '2024-02-01T24:00:00Z' }],
    [{ timestampValue: '2024-02-01T00:60:00Z' }],
    [{ timestampValue: '2024-02-01T00:00:61Z' }],
    [{ timestampValue: '0000-01-01T00:00:00Z' }],
    [{ timestampValue: '0001-01-01T00:00:00+00:01' }],
    [{ timestampValue: '9999-12-31T23:59:59-00:01' }],
    [{ timestampValue: '10000-01-01T00:00:00Z' }],
    [{ bytesValue: '%%' }],
    [{ mapValue: { field: {} } }],
    [{ nonsense: 1 }],
  ])('are refused: %j', json => {
    expect(() => valueFromJson(json)).toThrow();
  });

  it.each([
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05.1Z', '2024-01-02T03:04:05.100Z'],
    ['2024-01-02T03:04:05.123456789Z', '2024-01-02T03:04:05.123456Z'],
    ['2024-01-02T03:04:05+01:30', '2024-01-02T01:34:05Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
  ])('prints the timestamp %s as %s', (given, printed) => {
    expect(timestampToJson(timestampFromJson(given))).toBe(printed);
  });
});
