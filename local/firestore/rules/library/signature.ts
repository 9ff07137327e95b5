import { type EvaluationError, fail } from '../values/evaluation-error.ts';
import type { Duration, Timestamp } from '../values/time.ts';
import { type TypeName, typeOf } from '../values/types.ts';
import type {
  Bytes,
  LatLng,
  ListValue,
  MapDiff,
  MapValue,
  Outcome,
  Path,
  SetValue,
  Value,
} from '../values/value.ts';

/** The kinds of argument that functions and methods declare, and what each is in TypeScript. */
interface ValueOf {
  any: Value;
  bool: boolean;
  int: bigint;
  float: number;
  number: bigint | number;
  string: string;
  bytes: Bytes;
  timestamp: Timestamp;
  duration: Duration;
  latlng: LatLng;
  path: Path;
  list: ListValue;
  set: SetValue;
  map: MapValue;
  mapdiff: MapDiff;
  'list|set': ListValue | SetValue;
  'string|bytes': string | Bytes;
  'string|list': string | ListValue;
}

export type Kind = keyof ValueOf;

type Arguments<P extends readonly Kind[]> = { -readonly [I in keyof P]: ValueOf[P[I]] };

/** A function of the language's library; `run` is only called with arguments that `parameters` admit. */
export interface Builtin {
  readonly name: string;
  readonly parameters: readonly Kind[];
  readonly run: Runner;
}

/** Any function at all: what it may be called with, `parameters` says at run time. */
type Runner = (...args: never[]) => Outcome;

export interface Method extends Builtin {
  readonly receiver: TypeName;
}

export const define = <const P extends readonly Kind[]>(
  name: string,
  parameters: P,
  run: (...args: Arguments<P>) => Outcome,
): Builtin => ({ name, parameters, run: run as unknown as Runner });

/** Makes methods of one receiver type; `run` gets the receiver first. */
export const methodsOf =
  <R extends Kind & TypeName>(receiver: R) =>
  <const P extends readonly Kind[]>(
    name: string,
    parameters: P,
    run: (self: ValueOf[R], ...args: Arguments<P>) => Outcome,
  ): Method => ({ receiver, name, parameters, run: run as unknown as Runner });

const admits = (kind: Kind, value: Value): boolean => {
  if (kind === 'any') return true;
  const type = typeOf(value);
  if (kind === type) return true;
  switch (kind) {
    case 'number':
      return type === 'int' || type === 'float';
    case 'list|set':
      return type === 'list' || type === 'set';
    case 'string|bytes':
      return type === 'string' || type === 'bytes';
    case 'string|list':
      return type === 'string' || type === 'list';
    default:
      return false;
  }
};

const admitsAll = (parameters: readonly Kind[], args: readonly Value[]): boolean => {
  if (parameters.length !== args.length) return false;
  for (let index = 0; index < args.length; index += 1) {
    if (!admits(parameters[index] ?? 'any', args[index] ?? null)) return false;
  }
  return true;
};

/** The error for an operation on operands that it does not take. */
export const unsupported = (received: string, expected: string): EvaluationError =>
  fail(`Unsupported operation error. Received: ${received}. Expected: ${expected}.`);

const callText = (name: string, types: readonly string[]): string => `${name}(${types.join(', ')})`;

export const functionNotFound = (name: string): EvaluationError =>
  fail(`Function not found error: Name: [${name}].`);

/** Calls a library function after checking number and types of its arguments. */
export const callBuiltin = (builtin: Builtin, label: string, args: readonly Value[]): Outcome => {
  if (!admitsAll(builtin.parameters, args)) {
    return unsupported(callText(label, args.map(typeOf)), callText(label, builtin.parameters));
  }
  return builtin.run(...(args as never[]));
};

/** The same for a method; the receiver is not part of `args`. */
export const callMethod = (method: Method, self: Value, args: readonly Value[]): Outcome => {
  if (!admitsAll(method.parameters, args)) {
    const label = `${method.receiver}.${method.name}`;
    return unsupported(callText(label, args.map(typeOf)), callText(label, method.parameters));
  }
  return method.run(...([self, ...args] as never[]));
};
