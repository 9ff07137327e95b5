import { fail } from '../values/evaluation-error.ts';
import { typeOf } from '../values/types.ts';
import { type MapValue, type Outcome, Path, type Value } from '../values/value.ts';
import { type Method, methodsOf, unsupported } from './signature.ts';

const PLACEHOLDER = /^\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

/** `path('/a/{x}')`: a leading slash may be left out; `{x}` is a placeholder for `bind`. */
export const parsePath = (text: string): Outcome => {
  const segments = text.replace(/^\//, '').split('/');
  const bad = segments.find(
    segment => segment === '' || (/[{}]|\$\(/.test(segment) && !PLACEHOLDER.test(segment)),
  );
  return bad === undefined ? new Path(segments) : fail(`Invalid path: ${text}.`);
};

/** Fills in placeholders; a name that the path does not have is an error, a placeholder left over is not. */
const bind = (self: Path, values: MapValue): Outcome => {
  const placeholders = new Set(self.segments.map(segment => PLACEHOLDER.exec(segment)?.[1]));
  for (const name of values.keys()) {
    if (!placeholders.has(name)) return fail(`Path has no variable ${name}.`);
    const value = values.get(name);
    if (typeof value !== 'string') return unsupported(`bind(${typeOf(value ?? null)})`, 'bind(string)');
  }
  return new Path(
    self.segments.map(segment => {
      const name = PLACEHOLDER.exec(segment)?.[1];
      const value = name === undefined ? undefined : values.get(name);
      return typeof value === 'string' ? value : segment;
    }),
  );
};

/**
 * What `$(x)` contributes to a path literal: a string is one segment (it cannot smuggle in a slash), an int is
 * written out, a path stands for all of its segments. undefined: not usable.
 */
export const segmentsOf = (value: Value): readonly string[] | undefined => {
  if (typeof value === 'string') return value === '' || value.includes('/') ? undefined : [value];
  if (typeof value === 'bigint') return [String(value)];
  return value instanceof Path ? value.segments : undefined;
};

export const PATH_METHODS: readonly Method[] = [methodsOf('path')('bind', ['map'], bind)];
