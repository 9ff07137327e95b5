import { StoredMap, type Value } from './value.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Converts plain JSON, such as the claims of an ID token. A number without a fraction that fits into 64 bits
 * becomes an int, any other a float.
 */
export const fromJson = (json: Json): Value => {
  if (typeof json === 'number')
    return Number.isInteger(json) && Math.abs(json) < 2 ** 63 ? BigInt(json) : json;
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(fromJson);
  return mapFromJson(json as { readonly [key: string]: Json });
};

export const mapFromJson = (json: { readonly [key: string]: Json }): StoredMap =>
  new StoredMap(Object.entries(json).map(([key, value]) => [key, fromJson(value)] as const));
