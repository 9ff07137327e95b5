import type { DocumentLookup } from './database.ts';
import { type Change, StoredDocument } from './document.ts';
import type { FirestoreError } from './errors.ts';
import { deleteField, getField, setField } from './field-path.ts';
import { identical } from './identical.ts';
import { checkIndexEntries } from './index-entries.ts';
import { checkDocumentSize } from './limits.ts';
import { MapValue } from './map-value.ts';
import { checkVersion, failedExistence } from './preconditions.ts';
import type { DatabaseId } from './resource-path.ts';
import { applyTransforms } from './transforms.ts';
import { TimestampValue, type Value } from './values.ts';
import type { SetWrite, Write, WriteResult } from './write.ts';

/** One write with the document's state just before and just after it, within its batch. */
export interface WriteEffect {
  readonly write: Write;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
}

/**
 * What a batch of writes would do: computed against the present state, not yet visible to anyone. Writes
 * apply in order, so that a later one sees what earlier ones did to the same document.
 */
export interface StagedCommit {
  readonly time: number;
  /** The value of server timestamps in this commit; milliseconds precision. */
  readonly requestTime: TimestampValue;
  readonly effects: readonly WriteEffect[];
  readonly results: readonly WriteResult[];
  /** Net changes, one per document; empty when nothing really changes. */
  readonly changes: readonly Change[];
  /** State after the whole batch. */
  readonly after: DocumentLookup;
  /**
   * The first write to a document that should exist and does not, or the reverse: the batch must not happen. It
   * is kept back until rules have spoken, so that a caller whom they refuse does not learn what exists.
   */
  readonly failure: FirestoreError | undefined;
}

/**
 * @param time commit time in microseconds
 * @throws FAILED_PRECONDITION for another version than a write requires, INVALID_ARGUMENT for an oversized document
 */
export function stageCommit(
  present: DocumentLookup,
  databaseId: DatabaseId,
  writes: readonly Write[],
  time: number,
): StagedCommit {
  const staged = new Map<string, StoredDocument | undefined>();
  const after: DocumentLookup = {
    get: path => (staged.has(path) ? staged.get(path) : present.get(path)),
  };
  const requestTime = TimestampValue.fromMicros(time - (time % 1000));
  const effects: WriteEffect[] = [];
  const results: WriteResult[] = [];
  const deleted = new Set<string>();
  let failure: FirestoreError | undefined;
  for (const write of writes) {
    const before = after.get(write.path);
    checkVersion(write, before);
    failure ??= failedExistence(write, before, deleted.has(write.path), databaseId);
    const outcome = applyWrite(write, before, time, requestTime);
    if (outcome.document !== undefined && outcome.document !== before) {
      checkDocumentSize(databaseId, outcome.document);
      checkIndexEntries(outcome.document.fields);
    }
    if (write.kind !== 'verify') staged.set(write.path, outcome.document);
    if (write.kind === 'delete') deleted.add(write.path);
    else if (write.kind === 'set') deleted.delete(write.path);
    effects.push({ write, before, after: outcome.document });
    results.push({
      updateTime: write.kind === 'delete' ? undefined : outcome.document?.updateTime,
      transformResults: outcome.transformResults,
    });
  }
  const changes: Change[] = [];
  for (const [path, document] of staged) {
    const before = present.get(path);
    if (before !== document) changes.push({ path, before, after: document });
  }
  return { time, requestTime, effects, results, changes, after, failure };
}

interface Outcome {
  readonly document: StoredDocument | undefined;
  readonly transformResults: readonly Value[];
}

function applyWrite(
  write: Write,
  before: StoredDocument | undefined,
  time: number,
  requestTime: TimestampValue,
): Outcome {
  if (write.kind === 'delete') return { document: undefined, transformResults: [] };
  if (write.kind === 'verify') return { document: before, transformResults: [] };
  const { fields, results } = applyTransforms(merged(write, before), write.transforms, requestTime);
  if (before !== undefined && identical(before.fields, fields)) {
    return { document: before, transformResults: results };
  }
  const document = new StoredDocument(write.path, fields, before?.createTime ?? time, time);
  return { document, transformResults: results };
}

function merged(write: SetWrite, before: StoredDocument | undefined): MapValue {
  if (write.mask === undefined) return write.fields;
  let fields = before?.fields ?? MapValue.EMPTY;
  for (const path of write.mask) {
    const value = getField(write.fields, path);
    fields = value === undefined ? deleteField(fields, path) : setField(fields, path, value);
  }
  return fields;
}
