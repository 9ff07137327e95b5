import type { StructuredQueryMessage } from '../../query/structured-query.ts';
import type { ArrayValue, TimestampValue, Value } from '../../storage/values.ts';
import type { DocumentMessage } from '../codec/protocol.ts';

/**
 * Shapes of the decoded request messages, as far as the server reads them. Scalars and lists have their
 * defaults when absent; absent messages are null or undefined.
 */

type Optional<T> = T | null | undefined;

export interface DocumentMaskMessage {
  readonly fieldPaths: readonly string[];
}

export interface PreconditionMessage {
  readonly exists?: Optional<boolean>;
  readonly updateTime?: Optional<TimestampValue>;
}

export interface FieldTransformMessage {
  readonly fieldPath: string;
  readonly setToServerValue?: Optional<number>;
  readonly increment?: Value | undefined;
  readonly maximum?: Value | undefined;
  readonly minimum?: Value | undefined;
  readonly appendMissingElements?: Optional<ArrayValue>;
  readonly removeAllFromArray?: Optional<ArrayValue>;
}

export interface WriteMessage {
  readonly update?: Optional<DocumentMessage>;
  readonly delete?: Optional<string>;
  readonly verify?: Optional<string>;
  readonly transform?: Optional<{
    readonly document: string;
    readonly fieldTransforms: readonly FieldTransformMessage[];
  }>;
  readonly updateMask?: Optional<DocumentMaskMessage>;
  readonly updateTransforms: readonly FieldTransformMessage[];
  readonly currentDocument?: Optional<PreconditionMessage>;
}

export interface TransactionOptionsMessage {
  readonly readOnly?: Optional<{ readonly readTime?: Optional<TimestampValue> }>;
  readonly readWrite?: Optional<{ readonly retryTransaction: Uint8Array }>;
}

/** The three ways in which a read says what state it wants to see. */
export interface ConsistencyMessage {
  readonly transaction?: Optional<Uint8Array>;
  readonly newTransaction?: Optional<TransactionOptionsMessage>;
  readonly readTime?: Optional<TimestampValue>;
}

export interface GetDocumentRequest extends ConsistencyMessage {
  readonly name: string;
  readonly mask?: Optional<DocumentMaskMessage>;
}

export interface ListDocumentsRequest extends ConsistencyMessage {
  readonly parent: string;
  readonly collectionId: string;
  readonly pageSize: number;
  readonly pageToken: string;
  readonly orderBy: string;
  readonly mask?: Optional<DocumentMaskMessage>;
  readonly showMissing: boolean;
}

export interface CreateDocumentRequest {
  readonly parent: string;
  readonly collectionId: string;
  readonly documentId: string;
  readonly document?: Optional<DocumentMessage>;
  readonly mask?: Optional<DocumentMaskMessage>;
}

export interface UpdateDocumentRequest {
  readonly document?: Optional<DocumentMessage>;
  readonly updateMask?: Optional<DocumentMaskMessage>;
  readonly mask?: Optional<DocumentMaskMessage>;
  readonly currentDocument?: Optional<PreconditionMessage>;
}

export interface DeleteDocumentRequest {
  readonly name: string;
  readonly currentDocument?: Optional<PreconditionMessage>;
}

export interface BatchGetDocumentsRequest extends ConsistencyMessage {
  readonly database: string;
  readonly documents: readonly string[];
  readonly mask?: Optional<DocumentMaskMessage>;
}

export interface BeginTransactionRequest {
  readonly database: string;
  readonly options?: Optional<TransactionOptionsMessage>;
}

export interface CommitRequest {
  readonly database: string;
  readonly writes: readonly WriteMessage[];
  readonly transaction?: Optional<Uint8Array>;
}

export interface RollbackRequest {
  readonly database: string;
  readonly transaction: Uint8Array;
}

export interface BatchWriteRequest {
  readonly database: string;
  readonly writes: readonly WriteMessage[];
}

export interface RunQueryRequest extends ConsistencyMessage {
  readonly parent: string;
  readonly structuredQuery?: Optional<StructuredQueryMessage>;
  readonly explainOptions?: Optional<{ readonly analyze: boolean }>;
}

/** A 64-bit integer as the decoder delivers it; small ones only matter here. */
type Integer64 = number | { toNumber(): number };

export interface AggregationMessage {
  readonly alias: string;
  readonly count?: Optional<{ readonly upTo?: Optional<{ readonly value: Integer64 }> }>;
  readonly sum?: Optional<{ readonly field?: Optional<{ readonly fieldPath: string }> }>;
  readonly avg?: Optional<{ readonly field?: Optional<{ readonly fieldPath: string }> }>;
}

export interface RunAggregationQueryRequest extends ConsistencyMessage {
  readonly parent: string;
  readonly structuredAggregationQuery?: Optional<{
    readonly structuredQuery?: Optional<StructuredQueryMessage>;
    readonly aggregations: readonly AggregationMessage[];
  }>;
}

export interface PartitionQueryRequest extends ConsistencyMessage {
  readonly parent: string;
  readonly structuredQuery?: Optional<StructuredQueryMessage>;
  readonly partitionCount: Integer64;
  readonly pageSize: number;
  readonly pageToken: string;
}

export interface ListCollectionIdsRequest extends ConsistencyMessage {
  readonly parent: string;
  readonly pageSize: number;
  readonly pageToken: string;
}

export interface WriteRequest {
  readonly database: string;
  readonly streamId: string;
  readonly streamToken: Uint8Array;
  readonly writes: readonly WriteMessage[];
}

export interface TargetMessage {
  readonly query?: Optional<{
    readonly parent: string;
    readonly structuredQuery?: Optional<StructuredQueryMessage>;
  }>;
  readonly documents?: Optional<{ readonly documents: readonly string[] }>;
  readonly resumeToken?: Optional<Uint8Array>;
  readonly readTime?: Optional<TimestampValue>;
  readonly targetId: number;
  readonly once: boolean;
  readonly expectedCount?: Optional<{ readonly value: number }>;
}

export interface ListenRequest {
  readonly database: string;
  readonly addTarget?: Optional<TargetMessage>;
  readonly removeTarget?: Optional<number>;
}

/** A 64-bit integer of a request as a number. */
export function toNumber(value: Integer64): number {
  return typeof value === 'number' ? value : value.toNumber();
}
