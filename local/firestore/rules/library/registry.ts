import type { TypeName } from '../values/types.ts';
import { BYTES_METHODS } from './bytes.ts';
import { CASTS } from './casts.ts';
import { LIST_METHODS, SET_METHODS } from './collections.ts';
import { HASHING_FUNCTIONS } from './hashing.ts';
import { LATLNG_FUNCTIONS, LATLNG_METHODS } from './latlng.ts';
import { MAP_DIFF_METHODS, MAP_METHODS } from './map.ts';
import { MATH_FUNCTIONS } from './math.ts';
import { PATH_METHODS } from './path.ts';
import { type Builtin, define, type Method } from './signature.ts';
import { STRING_METHODS } from './string.ts';
import { DURATION_FUNCTIONS, DURATION_METHODS, TIMESTAMP_FUNCTIONS, TIMESTAMP_METHODS } from './times.ts';

const byName = <T extends Builtin>(builtins: readonly T[]): ReadonlyMap<string, T> =>
  new Map(builtins.map(builtin => [builtin.name, builtin]));

const METHODS: ReadonlyMap<TypeName, ReadonlyMap<string, Method>> = new Map([
  ['string', byName(STRING_METHODS)],
  ['list', byName(LIST_METHODS)],
  ['set', byName(SET_METHODS)],
  ['map', byName(MAP_METHODS)],
  ['mapdiff', byName(MAP_DIFF_METHODS)],
  ['bytes', byName(BYTES_METHODS)],
  ['timestamp', byName(TIMESTAMP_METHODS)],
  ['duration', byName(DURATION_METHODS)],
  ['latlng', byName(LATLNG_METHODS)],
  ['path', byName(PATH_METHODS)],
]);

const NAMESPACES: ReadonlyMap<string, ReadonlyMap<string, Builtin>> = new Map([
  ['math', byName(MATH_FUNCTIONS)],
  ['timestamp', byName(TIMESTAMP_FUNCTIONS)],
  ['duration', byName(DURATION_FUNCTIONS)],
  ['latlng', byName(LATLNG_FUNCTIONS)],
  ['hashing', byName(HASHING_FUNCTIONS)],
]);

const GLOBAL_FUNCTIONS = byName(CASTS);

/** `debug(x)` is x. Google's emulator has it, production does not. */
const DEBUG = define('debug', ['any'], value => value);

export const findMethod = (receiver: TypeName, name: string): Method | undefined =>
  METHODS.get(receiver)?.get(name);

export const isNamespace = (name: string): boolean => NAMESPACES.has(name);

export const findNamespaced = (namespace: string, name: string): Builtin | undefined =>
  NAMESPACES.get(namespace)?.get(name);

/** A function of the library called by its bare name; `debug` only if asked for. */
export const findGlobal = (name: string, withDebug: boolean): Builtin | undefined =>
  GLOBAL_FUNCTIONS.get(name) ?? (withDebug && name === 'debug' ? DEBUG : undefined);
