import { createHash } from 'node:crypto';
import type { ResponseSchema } from '../generate/request.ts';

/**
 * A value in the form of `schema`: what is wanted where it fits, and otherwise something that does, chosen by
 * `seed` alone.
 */
export function fillSchema(schema: ResponseSchema, wanted: unknown, seed: string): unknown {
  switch (schema.type?.toUpperCase()) {
    case 'OBJECT':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [
          name,
          fillSchema(inner, memberOf(wanted, name), `${seed}/${name}`),
        ]),
      );
    case 'ARRAY':
      return schema.items ? [fillSchema(schema.items, undefined, `${seed}/0`)] : [];
    case 'NUMBER':
      return typeof wanted === 'number' ? wanted : pick(100, seed) / 100;
    case 'INTEGER':
      return Number.isInteger(wanted) ? wanted : pick(100, seed);
    case 'BOOLEAN':
      return typeof wanted === 'boolean' ? wanted : pick(2, seed) === 1;
    default:
      return fillText(schema.enum, wanted, seed);
  }
}

function fillText(allowed: readonly string[] | undefined, wanted: unknown, seed: string): string {
  if (!allowed) return typeof wanted === 'string' ? wanted : `text ${pick(1_000, seed)}`;
  return allowed.find(text => text === wanted) ?? allowed[pick(allowed.length, seed)] ?? '';
}

const memberOf = (wanted: unknown, name: string): unknown =>
  typeof wanted === 'object' && wanted !== null
    ? Object.entries(wanted).find(([key]) => key === name)?.[1]
    : undefined;

/** A whole number below `count`, the same for the same seed. */
const pick = (count: number, seed: string): number =>
  createHash('sha256').update(seed).digest().readUInt32BE(0) % Math.max(1, count);
