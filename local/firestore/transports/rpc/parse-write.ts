import { invalidArgument } from '../../storage/errors.ts';
import { NAME_FIELD, parseFieldPath } from '../../storage/field-path.ts';
import { checkFields, checkOperand } from '../../storage/limits.ts';
import { MapValue } from '../../storage/map-value.ts';
import { type DatabaseId, parseDocumentName } from '../../storage/resource-path.ts';
import { isArrayValue, type Value } from '../../storage/values.ts';
import type { FieldTransform, Precondition, Write } from '../../storage/write.ts';
import { parseMask } from './document-messages.ts';
import type { FieldTransformMessage, PreconditionMessage, WriteMessage } from './messages.ts';

/** Field transforms of one write. */
const MAX_TRANSFORMS = 500;

const OPERATIONS = ['update', 'delete', 'verify', 'transform'] as const;
const TRANSFORMS = [
  'setToServerValue',
  'increment',
  'maximum',
  'minimum',
  'appendMissingElements',
  'removeAllFromArray',
] as const;

/** The name of the document that a write is about; empty when it has no operation. */
export function documentNameOf(message: WriteMessage): string {
  // Strings that are absent are empty, so that the first one that says something counts.
  return message.update?.name || message.delete || message.verify || message.transform?.document || '';
}

/** The path of a document, which must be in the given database. @throws INVALID_ARGUMENT */
export function pathInDatabase(name: string, databaseId: DatabaseId): string {
  const parsed = parseDocumentName(name);
  const { project, database } = parsed.databaseId;
  if (project !== databaseId.project || database !== databaseId.database) {
    throw invalidArgument(`Document "${name}" is not in the database of the request.`);
  }
  return parsed.path;
}

/** @throws INVALID_ARGUMENT */
export function parseWrite(message: WriteMessage, databaseId: DatabaseId): Write {
  checkOneOperation(message);
  const path = pathInDatabase(documentNameOf(message), databaseId);
  const precondition = parsePrecondition(message.currentDocument);
  if (message.update) {
    const mask = parseMask(message.updateMask);
    if (mask?.some(field => field[0] === NAME_FIELD)) {
      throw invalidArgument(`The field ${NAME_FIELD} cannot be written.`);
    }
    checkFields(message.update.fields);
    const transforms = parseTransforms(message.updateTransforms);
    return { kind: 'set', path, precondition, fields: message.update.fields, mask, transforms };
  }
  if (message.transform) {
    if (message.updateMask) throw invalidArgument('An update mask needs an update.');
    const transforms = parseTransforms(message.transform.fieldTransforms);
    return { kind: 'set', path, precondition, fields: MapValue.EMPTY, mask: [], transforms };
  }
  if (message.updateMask) throw invalidArgument('An update mask needs an update.');
  if (message.updateTransforms.length > 0) throw invalidArgument('Field transforms need an update.');
  return { kind: message.delete ? 'delete' : 'verify', path, precondition };
}

/** Each kind of write excludes the others. */
function checkOneOperation(message: WriteMessage): void {
  const given = OPERATIONS.filter(operation => Object.hasOwn(message, operation) && message[operation]);
  if (given.length > 1) {
    throw invalidArgument(`A write has one operation, but this one has several: ${given.join(' and ')}.`);
  }
}

/** @throws INVALID_ARGUMENT */
function parsePrecondition(message: PreconditionMessage | null | undefined): Precondition {
  if (!message) return { kind: 'none' };
  const asksForExistence = typeof message.exists === 'boolean' && Object.hasOwn(message, 'exists');
  if (asksForExistence && message.updateTime) {
    throw invalidArgument('A precondition is either "exists" or "update_time", not both.');
  }
  if (asksForExistence) {
    return { kind: 'exists', exists: message.exists === true };
  }
  if (message.updateTime) return { kind: 'updateTime', updateTime: message.updateTime.toMicros() };
  return { kind: 'none' };
}

function parseTransforms(messages: readonly FieldTransformMessage[]): FieldTransform[] {
  if (messages.length > MAX_TRANSFORMS) {
    throw invalidArgument(`A write has at most ${MAX_TRANSFORMS} field transforms.`);
  }
  return messages.map(parseTransform);
}

function parseTransform(message: FieldTransformMessage): FieldTransform {
  const field = parseFieldPath(message.fieldPath);
  if (field[0] === NAME_FIELD) throw invalidArgument(`The field ${NAME_FIELD} cannot be written.`);
  return { field, operation: parseOperation(message) };
}

function parseOperation(message: FieldTransformMessage): FieldTransform['operation'] {
  const given = TRANSFORMS.filter(name => Object.hasOwn(message, name) && message[name] !== null);
  if (given.length > 1) {
    throw invalidArgument(`A field transform has one operation, but this one has: ${given.join(' and ')}.`);
  }
  if (message.appendMissingElements) {
    return { kind: 'arrayUnion', elements: elementsOf(message.appendMissingElements) };
  }
  if (message.removeAllFromArray) {
    return { kind: 'arrayRemove', elements: elementsOf(message.removeAllFromArray) };
  }
  for (const kind of ['increment', 'maximum', 'minimum'] as const) {
    if (!Object.hasOwn(message, kind)) continue;
    return { kind, operand: parseNumber(message[kind], kind) };
  }
  if (message.setToServerValue === 1) return { kind: 'serverTimestamp' };
  throw invalidArgument('A field transform has no operation.');
}

function elementsOf(elements: readonly Value[]): readonly Value[] {
  if (elements.some(isArrayValue)) throw invalidArgument('Nested arrays are not allowed');
  for (const element of elements) checkOperand(element);
  return elements;
}

function parseNumber(value: Value | undefined, kind: string): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw invalidArgument(`The operand of ${kind} must be a number.`);
}
