import { findMethod } from '../library/registry.ts';
import { callMethod, functionNotFound } from '../library/signature.ts';
import { nullValue } from '../values/evaluation-error.ts';
import { isList, typeOf } from '../values/types.ts';
import { SetValue, type Value } from '../values/value.ts';
import { type Abstract, EITHER, failed, fromOutcome, OPAQUE, symbolic, truth, YES } from './abstract.ts';
import type { DocumentFacts } from './document-facts.ts';
import { anyValue } from './knowledge.ts';
import { abstractGet, mapField } from './paths.ts';
import { hasElement } from './relations.ts';
import { typeSet, within } from './type-sets.ts';

/** The values of all of these, if all are known. */
export const knownValues = (values: readonly Abstract[]): Value[] | undefined => {
  const all = values.flatMap(value => (value.kind === 'known' ? [value.value] : []));
  return all.length === values.length ? all : undefined;
};

/** A method of known operands, as evaluating it would give. */
const concreteMethod = (self: Value, name: string, args: readonly Value[]): Abstract => {
  const method = findMethod(typeOf(self), name);
  if (method === undefined) return failed(self === null ? nullValue() : functionNotFound(name));
  return fromOutcome(callMethod(method, self, args));
};

const membersOf = (value: Value | undefined): readonly Value[] | undefined => {
  if (value === undefined) return undefined;
  if (isList(value)) return value;
  return value instanceof SetValue ? [...value.members.values()] : undefined;
};

/** hasAll and hasAny of a list that certainly has some elements; it may have more. */
const listTest = (
  name: string,
  elements: readonly Value[],
  wanted: readonly Value[],
): Abstract | undefined => {
  const found = wanted.filter(item => hasElement(elements, item)).length;
  switch (name) {
    case 'hasAll':
      return found === wanted.length ? YES : EITHER;
    case 'hasAny':
      return found > 0 ? YES : EITHER;
    case 'hasOnly':
      return EITHER;
    default:
      return undefined;
  }
};

const mapMethod = (
  field: readonly string[],
  name: string,
  args: readonly Abstract[],
  facts: DocumentFacts,
): Abstract => {
  const [key, otherwise] = args;
  if (name === 'keys' && args.length === 0) return { kind: 'keys', includes: facts.keysAt(field) };
  if (name === 'size' && args.length === 0) return symbolic(anyValue(typeSet('int')));
  if (name === 'get' && args.length === 2 && key?.kind === 'known' && otherwise !== undefined) {
    return abstractGet(field, key.value, otherwise, facts);
  }
  return OPAQUE;
};

/** Methods of `request` and `resource` themselves. */
const recordMethod = (
  properties: ReadonlyMap<string, Abstract>,
  name: string,
  args: readonly Abstract[],
): Abstract => {
  const [key, otherwise] = args;
  if (name === 'keys' && args.length === 0) return { kind: 'known', value: [...properties.keys()].sort() };
  if (name === 'get' && args.length === 2 && key?.kind === 'known' && typeof key.value === 'string') {
    return properties.get(key.value) ?? otherwise ?? OPAQUE;
  }
  return OPAQUE;
};

/** `self.name(args)` for operands that do not fail. */
export const abstractMethod = (
  self: Abstract,
  name: string,
  args: readonly Abstract[],
  facts: DocumentFacts,
): Abstract => {
  const values = knownValues(args);
  if (self.kind === 'known' && values !== undefined) return concreteMethod(self.value, name, values);
  if (self.kind === 'record') return recordMethod(self.properties, name, args);
  const field = mapField(self);
  if (field !== undefined) return mapMethod(field, name, args, facts);
  const wanted = values?.length === 1 ? membersOf(values[0]) : undefined;
  if (wanted === undefined) return OPAQUE;
  if (self.kind === 'keys') return listTest(name, self.includes, wanted) ?? OPAQUE;
  if (self.kind !== 'symbolic') return OPAQUE;
  const answer = listTest(name, self.known.elements, wanted);
  if (answer === undefined) return OPAQUE;
  return within(self.known.types, typeSet('list')) ? answer : truth(true, true, true);
};
