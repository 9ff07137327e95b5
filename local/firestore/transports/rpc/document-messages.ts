import type { StoredDocument } from '../../storage/document.ts';
import { type FieldPath, parseFieldPath, projectFields } from '../../storage/field-path.ts';
import { type DatabaseId, resourceName } from '../../storage/resource-path.ts';
import { TimestampValue } from '../../storage/values.ts';
import type { DocumentMessage } from '../codec/protocol.ts';
import type { DocumentMaskMessage } from './messages.ts';

/** The paths of a mask; undefined when there is no mask. @throws INVALID_ARGUMENT */
export function parseMask(mask: DocumentMaskMessage | null | undefined): FieldPath[] | undefined {
  return mask ? mask.fieldPaths.map(parseFieldPath) : undefined;
}

/** A stored document as a message, reduced to the masked fields if there is a mask. */
export function toMessage(
  databaseId: DatabaseId,
  document: StoredDocument,
  mask: readonly FieldPath[] | undefined,
): DocumentMessage {
  return {
    name: resourceName(databaseId, document.path),
    fields: mask === undefined ? document.fields : projectFields(document.fields, mask),
    createTime: TimestampValue.fromMicros(document.createTime),
    updateTime: TimestampValue.fromMicros(document.updateTime),
  };
}
