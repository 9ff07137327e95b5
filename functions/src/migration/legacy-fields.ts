import { UnreadableError } from './unreadable.ts';

/** What reads one kind of value; undefined where it cannot. */
export type Reading<T> = (value: unknown) => T | undefined;

/**
 * The fields of a legacy document, found by any spelling of their names: `buying_power`, `buyingPower` and
 * `BUYING_POWER` are one. An empty text and null count as absent.
 */
export interface LegacyFields {
  /** The first of the named fields that is there. */
  readonly find: (...names: string[]) => unknown;
  /** @throws UnreadableError when it is absent or cannot be read */
  readonly required: <T>(reading: Reading<T>, ...names: [string, ...string[]]) => T;
  /** Null when it is absent. @throws UnreadableError when it is there and cannot be read */
  readonly optional: <T>(reading: Reading<T>, ...names: [string, ...string[]]) => T | null;
}

/** @param place stands before the names in messages, such as "positions[2]." */
export function legacyFields(data: Readonly<Record<string, unknown>>, place = ''): LegacyFields {
  const values = byPlainName(data);
  const find = (...names: string[]): unknown =>
    names.map(name => values.get(plainName(name))).find(value => value !== undefined);

  const optional = <T>(reading: Reading<T>, ...names: [string, ...string[]]): T | null => {
    const value = find(...names);
    if (value === undefined) return null;
    const read = reading(value);
    if (read === undefined) throw new UnreadableError(`${place}${names[0]} cannot be read.`);
    return read;
  };

  const required = <T>(reading: Reading<T>, ...names: [string, ...string[]]): T => {
    const read = optional(reading, ...names);
    if (read === null) throw new UnreadableError(`${place}${names[0]} is missing.`);
    return read;
  };

  return { find, required, optional };
}

const plainName = (name: string): string => name.replaceAll(/[_-]/g, '').toLowerCase();

/** Where two spellings stand in one document, the first in the order of the alphabet counts, whatever order they come in. */
function byPlainName(data: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const key of Object.keys(data).sort()) {
    const value = data[key];
    const absent = value === undefined || value === null || value === '';
    if (!absent && !values.has(plainName(key))) values.set(plainName(key), value);
  }
  return values;
}
