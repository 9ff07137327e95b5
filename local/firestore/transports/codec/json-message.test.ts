import protobuf from 'protobufjs/light.js';
import { expect, it } from 'vitest';
import type { Json } from '../../storage/value-json.ts';
import { messageFromJson } from './json-message.ts';
import { METHODS } from './protocol.ts';

/** Every type that a request can hold, but for values, which are read in another way. */
function requestTypes(): ReadonlySet<protobuf.Type> {
  const found = new Set<protobuf.Type>();
  const visit = (type: protobuf.Type): void => {
    if (found.has(type) || /^\.google\.firestore\.v1\.(Value|Document)$/.test(type.fullName)) return;
    found.add(type);
    for (const field of type.fieldsArray) {
      const { resolvedType } = field.resolve();
      if (resolvedType instanceof protobuf.Type) visit(resolvedType);
    }
  };
  for (const { requestType } of METHODS) visit(requestType);
  return found;
}

const WRITTEN: Readonly<Record<string, Json>> = {
  bool: true,
  string: 'x',
  bytes: 'eA==',
  '.google.protobuf.Timestamp': '2026-03-02T15:00:00Z',
  '.google.firestore.v1.Value': { nullValue: null },
};

/** Something that the field takes. */
function writtenFor(field: protobuf.Field): Json {
  const { resolvedType } = field.resolve();
  const name = resolvedType?.fullName ?? field.type;
  const one = WRITTEN[name] ?? (resolvedType instanceof protobuf.Type ? {} : 1);
  return field.repeated ? [one] : one;
}

const groups = [...requestTypes()].flatMap(type =>
  type.oneofsArray
    .filter(({ fieldsArray }) => fieldsArray.length > 1)
    .map(group => [`${type.name}.${group.name}`, type, group] as const),
);

it('knows the groups of fields of which a request has one at most', () => {
  const names = groups.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Aggregation.operator',
      'Filter.filterType',
      'Write.operation',
      'Target.targetType',
    ]),
  );
});

it.each(groups)('takes one of %s, and not two', (_name, type, { fieldsArray }) => {
  const [first, second] = fieldsArray;
  if (!first || !second) throw new Error('A group has two fields.');
  const one = { [first.name]: writtenFor(first) };
  expect(messageFromJson(type, one)).toHaveProperty(first.name);
  expect(messageFromJson(type, { ...one, [second.name]: null })).toHaveProperty(first.name);
  expect(() => messageFromJson(type, { ...one, [second.name]: writtenFor(second) })).toThrow(
    `is already set. Cannot set '${second.name}'`,
  );
});
