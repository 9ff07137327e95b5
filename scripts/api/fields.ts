import { z } from 'zod';

/** A field of a request or an answer, with its place: `signal.symbol`, `trades[].status`. */
export interface Field {
  readonly place: string;
  readonly type: string;
  readonly isRequired: boolean;
}

type Json = z.core.JSONSchema.JSONSchema;

/** The fields of a schema, those of objects within it after the field that holds them. */
export function fieldsOf(schema: z.ZodType, io: 'input' | 'output'): readonly Field[] {
  // What is transformed on its way in, and so no JSON schema can say, is shown as any value.
  return fieldsOfObject(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), '');
}

function fieldsOfObject(schema: Json, prefix: string): Field[] {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    typeof property === 'boolean' ? [] : fieldsOfProperty(property, `${prefix}${name}`, required.has(name)),
  );
  return [...new Map(fields.map(field => [`${field.place} ${field.type}`, field])).values()];
}

function fieldsOfProperty(property: Json, place: string, isRequired: boolean): Field[] {
  const { items } = property;
  const [within, prefix] =
    typeof items === 'object' && !Array.isArray(items) ? [items, `${place}[].`] : [property, `${place}.`];
  const objects = [within, ...alternativesOf(within)].filter(({ properties }) => properties !== undefined);
  return [
    { place, type: typeOf(property), isRequired },
    ...objects.flatMap(object => fieldsOfObject(object, prefix)),
  ];
}

const alternativesOf = ({ anyOf, oneOf }: Json): Json[] =>
  [...(anyOf ?? []), ...(oneOf ?? [])].filter(one => typeof one === 'object');

function typeOf(schema: Json): string {
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeOf))].join(' or ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map(value => `\`${value}\``).join(', ');
  if (schema.format === 'date-time') return 'time, ISO 8601 in UTC';
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.type === 'array') {
    const { items } = schema;
    return typeof items === 'object' && !Array.isArray(items) ? `list of ${typeOf(items)}` : 'list';
  }
  const fallback = schema.default === undefined ? '' : `, \`${schema.default}\` where it is absent`;
  return `${schema.type ?? 'any'}${lengthOf(schema)}${fallback}`;
}

function lengthOf({ minLength, maxLength }: Json): string {
  if (maxLength === undefined) return '';
  return minLength === undefined
    ? `, at most ${maxLength} characters`
    : `, ${minLength} to ${maxLength} characters`;
}
