import { Path, type Value } from './value.ts';

/** A float as Java writes it, because that is what rules print: `1.0`, `1.5`, `1.0E10`. */
export const floatText = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const magnitude = Math.abs(value);
  if (magnitude === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
};

export const pathText = (path: Path): string => `/${path.segments.join('/')}`;

/** What `string(x)` and `join` print; undefined for types that have no text. */
export const textOf = (value: Value): string | undefined => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return floatText(value);
    default:
      if (value === null) return 'null';
      return value instanceof Path ? pathText(value) : undefined;
  }
};
