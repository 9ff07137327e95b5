import type { z } from 'zod';
import { amount, time } from '../../domain/src/documents/fields.ts';
import { moneySchema, percentSchema, priceSchema, quantitySchema } from '../../domain/src/money/schemas.ts';
import { tradableSymbolSchema } from '../../domain/src/symbols.ts';

/** A field as it is stored, with its place: `points.{key}`, `positions[].symbol`. */
export interface StoredField {
  readonly place: string;
  /** What it is called, without where it stands: a comment in the definition belongs to it. */
  readonly name: string;
  readonly type: string;
  readonly mayBeAbsent: boolean;
}

type Def = z.core.$ZodTypes['_zod']['def'];

const WORDS = new Map<unknown, string>([
  [time, 'timestamp'],
  [amount, 'money, 0 or more'],
  [moneySchema, 'money'],
  [priceSchema, 'price'],
  [quantitySchema, 'quantity'],
  [percentSchema, 'per cent'],
  [tradableSymbolSchema, 'symbol'],
]);

/** The fields of a document, those of maps within it after the field that holds them. */
export const storedFields = (
  fields: Readonly<Record<string, z.core.$ZodType>>,
  prefix = '',
): readonly StoredField[] =>
  Object.entries(fields).flatMap(([name, schema]) => {
    const place = `${prefix}${name}`;
    const type = typeOf(schema);
    return [{ place, name, type, mayBeAbsent: isAbsentAllowed(schema) }, ...fieldsWithin(schema, place)];
  });

const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

/** What is stored: codecs and wrappers are taken off. */
function typeOf(schema: z.core.$ZodType): string {
  const word = WORDS.get(schema);
  if (word !== undefined) return word;
  const def = defOf(schema);
  switch (def.type) {
    case 'pipe':
      return typeOf(def.in);
    case 'optional':
      return typeOf(def.innerType);
    case 'nullable':
      return `${typeOf(def.innerType)} or null`;
    case 'enum':
      return Object.values(def.entries)
        .map(value => `\`${value}\``)
        .join(', ');
    case 'literal':
      return def.values.map(value => `\`${value}\``).join(', ');
    case 'array':
      return `list of ${plural(typeOf(def.element))}`;
    case 'object':
      return 'map';
    case 'record':
      return `map of ${plural(typeOf(def.valueType))}`;
    case 'union':
      return [...new Set(def.options.map(typeOf))].join(' or ');
    case 'string':
      return `text${lengthOf(schema as z.ZodString)}`;
    case 'number':
      return (schema as z.ZodNumber).isInt ? 'whole number' : 'number';
    case 'lazy':
      return 'any JSON';
    default:
      return def.type;
  }
}

const lengthOf = ({ minLength, maxLength }: z.ZodString): string => {
  if (maxLength !== null) return `, ${minLength ?? 0} to ${maxLength} characters`;
  return minLength === null ? '' : ', not empty';
};

const plural = (type: string): string => (type.startsWith('map') ? type.replace('map', 'maps') : type);

function isAbsentAllowed(schema: z.core.$ZodType): boolean {
  const def = defOf(schema);
  if (def.type === 'optional') return true;
  return def.type === 'pipe' && !WORDS.has(schema) && isAbsentAllowed(def.in);
}

function fieldsWithin(schema: z.core.$ZodType, place: string): readonly StoredField[] {
  const def = defOf(schema);
  if (WORDS.has(schema)) return [];
  if (def.type === 'pipe') return fieldsWithin(def.in, place);
  if (def.type === 'optional' || def.type === 'nullable') return fieldsWithin(def.innerType, place);
  if (def.type === 'array') return fieldsWithin(def.element, `${place}[]`);
  if (def.type === 'record') return fieldsWithin(def.valueType, `${place}.{key}`);
  return def.type === 'object' ? storedFields(def.shape, `${place}.`) : [];
}
