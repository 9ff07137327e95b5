import { element, member } from '../evaluate/access.ts';
import { segmentsOf } from '../library/path.ts';
import { fail, undefinedProperty } from '../values/evaluation-error.ts';
import type { Value } from '../values/value.ts';
import { type Abstract, failed, fromOutcome, known, OPAQUE, pathOf, symbolic } from './abstract.ts';
import type { DocumentFacts } from './document-facts.ts';
import { anyValue } from './knowledge.ts';
import { ALL_TYPES, typeSet, within } from './type-sets.ts';

const MAP_ONLY = typeSet('map');

/** Where in the document a map stands, if it is one of the document's maps (or its whole data). */
export const mapField = (value: Abstract): readonly string[] | undefined => {
  if (value.kind === 'data') return [];
  const isMap = value.kind === 'symbolic' && within(value.known.types, MAP_ONLY);
  return isMap ? value.field : undefined;
};

const fieldAt = (facts: DocumentFacts, field: readonly string[]): Abstract => {
  const knowledge = facts.at(field);
  return knowledge === undefined ? failed(undefinedProperty(field.at(-1) ?? '')) : symbolic(knowledge, field);
};

/** `target.name`, for a target that does not fail. */
export const abstractMember = (target: Abstract, name: string, facts: DocumentFacts): Abstract => {
  switch (target.kind) {
    case 'known':
      return fromOutcome(member(target.value, name));
    case 'record':
      return target.properties.get(name) ?? failed(undefinedProperty(name));
    case 'data':
      return fieldAt(facts, [name]);
    case 'symbolic': {
      if (!target.known.types.has('map')) return failed(undefinedProperty(name));
      if (target.field === undefined) return OPAQUE;
      return fieldAt(facts, [...target.field, name]);
    }
    default:
      return failed(undefinedProperty(name));
  }
};

const segmentAt = (segments: readonly (string | undefined)[], index: bigint): Abstract => {
  if (index < 0n || index >= segments.length) return failed(fail('Index out of bound error.'));
  const segment = segments[Number(index)];
  return segment === undefined ? symbolic(anyValue(typeSet('string'))) : known(segment);
};

/** `target[index]`, for operands that do not fail. */
export const abstractElement = (target: Abstract, index: Abstract, facts: DocumentFacts): Abstract => {
  if (index.kind !== 'known') return OPAQUE;
  if (target.kind === 'known') return fromOutcome(element(target.value, index.value));
  if (typeof index.value === 'string' && target.kind !== 'list' && target.kind !== 'path') {
    return abstractMember(target, index.value, facts);
  }
  if (typeof index.value !== 'bigint') return OPAQUE;
  if (target.kind === 'path') return segmentAt(target.segments, index.value);
  const item = target.kind === 'list' ? target.items[Number(index.value)] : undefined;
  return item ?? OPAQUE;
};

/** `map.get(key, otherwise)` on a map of the document: never fails, whatever the document lacks. */
export const abstractGet = (
  field: readonly string[],
  key: Value,
  otherwise: Abstract,
  facts: DocumentFacts,
): Abstract => {
  const keys = Array.isArray(key) ? key : [key];
  if (!keys.every(part => typeof part === 'string')) return OPAQUE;
  const knowledge = facts.at([...field, ...keys]);
  if (knowledge === undefined) return otherwise;
  if (knowledge.exists) return symbolic(knowledge, [...field, ...keys]);
  return symbolic(anyValue(ALL_TYPES));
};

/** The field path that marks the id of the document; no real field can have this name. */
export const ID_FIELD: readonly string[] = ['__name__'];

const isId = (part: Abstract): boolean =>
  part.kind === 'symbolic' && part.field?.length === 1 && part.field[0] === ID_FIELD[0];

/** A path literal from parts that do not fail. The document's own id is a gap in it; other unknowns are not safe. */
export const abstractPath = (parts: readonly Abstract[]): Abstract => {
  const segments: (string | undefined)[] = [];
  for (const part of parts) {
    if (part.kind === 'path') {
      segments.push(...part.segments);
    } else if (isId(part)) {
      segments.push(undefined);
    } else if (part.kind === 'known') {
      const own = segmentsOf(part.value);
      if (own === undefined) return failed(fail('Unsupported path segment.'));
      segments.push(...own);
    } else {
      return OPAQUE;
    }
  }
  return pathOf(segments);
};
