import { type Aggregation, aggregate, aggregatedFields } from '../../query/aggregate.ts';
import { isName } from '../../query/matcher.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { splitPoints } from '../../query/partition.ts';
import type { Query } from '../../query/query.ts';
import type { FieldReferenceMessage } from '../../query/structured-query.ts';
import { invalidArgument } from '../../storage/errors.ts';
import { type FieldPath, parseFieldPath } from '../../storage/field-path.ts';
import { parseParentName, type ResourceName, resourceName } from '../../storage/resource-path.ts';
import { ReferenceValue, TimestampValue } from '../../storage/values.ts';
import { AccessCheck } from './access.ts';
import type { CallContext } from './call-context.ts';
import { openSnapshot } from './consistency.ts';
import { toMessage } from './document-messages.ts';
import type { Engine } from './engine.ts';
import {
  type AggregationMessage,
  type PartitionQueryRequest,
  type RunAggregationQueryRequest,
  type RunQueryRequest,
  toNumber,
} from './messages.ts';

const MAX_AGGREGATIONS = 5;
const MAX_ALIAS_BYTES = 1500;

/** One response per document, or one without a document when there is none. */
export async function runQuery(
  engine: Engine,
  context: CallContext,
  request: RunQueryRequest,
): Promise<object[]> {
  const parent = parseParentName(request.parent);
  const { databaseId } = parent;
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const query = checkedQuery(engine, request.structuredQuery, parent);
  const session = engine.session(databaseId);
  const { snapshot, begun } = await openSnapshot(engine, session, request, { query });
  access.list(query, snapshot);
  const readTime = TimestampValue.fromMicros(snapshot.readTime);
  const { documents, skipped } =
    request.explainOptions && !request.explainOptions.analyze
      ? { documents: [], skipped: 0 }
      : snapshot.run(query);
  const responses: Record<string, unknown>[] = documents.map(document => ({
    document: toMessage(databaseId, document, query.select),
    readTime,
  }));
  if (responses.length === 0) responses.push({ readTime });
  if (skipped > 0) Object.assign(responses[0] ?? {}, { skippedResults: skipped });
  Object.assign(responses.at(-1) ?? {}, { done: true });
  return begun === undefined ? responses : [{ transaction: begun }, ...responses];
}

export async function runAggregationQuery(
  engine: Engine,
  context: CallContext,
  request: RunAggregationQueryRequest,
): Promise<object[]> {
  const parent = parseParentName(request.parent);
  const { databaseId } = parent;
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const wanted = request.structuredAggregationQuery;
  const aggregations = parseAggregations(wanted?.aggregations ?? []);
  const query = checkedQuery(engine, wanted?.structuredQuery, parent, aggregatedFields(aggregations));
  const session = engine.session(databaseId);
  const { snapshot, begun } = await openSnapshot(engine, session, request, { query });
  access.list(query, snapshot);
  const { documents } = snapshot.run(query);
  const aggregateFields = Object.fromEntries(aggregate(documents, aggregations));
  return [
    {
      result: { aggregateFields },
      readTime: TimestampValue.fromMicros(snapshot.readTime),
      ...(begun === undefined ? {} : { transaction: begun }),
    },
  ];
}

function parseAggregations(messages: readonly AggregationMessage[]): Aggregation[] {
  if (messages.length === 0) throw invalidArgument('Aggregations can not be empty.');
  if (messages.length > MAX_AGGREGATIONS) {
    throw invalidArgument(
      `The maximum number of aggregations allowed in an aggregation query is ${MAX_AGGREGATIONS}. ` +
        `Received: ${messages.length}`,
    );
  }
  let unnamed = 0;
  const aliases = new Set<string>();
  return messages.map(message => {
    const alias = message.alias === '' ? `field_${++unnamed}` : checkedAlias(message.alias);
    if (aliases.has(alias)) throw invalidArgument(`Aggregation aliases contain duplicate alias: ${alias}.`);
    aliases.add(alias);
    return { alias, operator: parseOperator(message) };
  });
}

function checkedAlias(alias: string): string {
  if (/^__.*__$/s.test(alias)) throw invalidArgument(`The property.name "${alias}" is reserved.`);
  if (Buffer.byteLength(alias) > MAX_ALIAS_BYTES) {
    throw invalidArgument(`The property.name is longer than ${MAX_ALIAS_BYTES} bytes.`);
  }
  return alias;
}

function parseOperator(message: AggregationMessage): Aggregation['operator'] {
  if (message.count) {
    const { upTo } = message.count;
    if (upTo && toNumber(upTo.value) < 0) {
      throw invalidArgument(
        'The `up_to` value in a COUNT aggregation must be greater than or equal to zero.',
      );
    }
    return { kind: 'count', upTo: upTo ? toNumber(upTo.value) : undefined };
  }
  if (message.sum) return { kind: 'sum', field: aggregatedField(message.sum.field) };
  if (message.avg) return { kind: 'average', field: aggregatedField(message.avg.field) };
  throw invalidArgument('Operator field in Aggregation is not set.');
}

function aggregatedField(reference: FieldReferenceMessage | null | undefined): FieldPath {
  const field = parseFieldPath(reference?.fieldPath ?? '');
  if (isName(field)) throw invalidArgument('Aggregations are not supported for the property: __key__');
  return field;
}

/** Cursors that split a collection group into parts that can be queried side by side. */
export async function partitionQuery(
  engine: Engine,
  context: CallContext,
  request: PartitionQueryRequest,
): Promise<object> {
  const parent = parseParentName(request.parent);
  const { databaseId } = parent;
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const query = checkedQuery(engine, request.structuredQuery, parent);
  const count = toNumber(request.partitionCount);
  if (count <= 0) throw invalidArgument('partition_count must be greater than zero.');
  if (query.where !== undefined || !query.scope.allDescendants || query.orderBy.length > 1) {
    throw invalidArgument('Only collection group queries ordered by __name__ can be partitioned.');
  }
  const { snapshot } = await openSnapshot(engine, engine.session(databaseId), request, { query });
  access.list(query, snapshot);
  const points = splitPoints(snapshot.run(query).documents, count);
  const from = request.pageToken === '' ? 0 : Number(request.pageToken);
  const to = request.pageSize > 0 ? from + request.pageSize : points.length;
  return {
    partitions: points.slice(from, to).map(({ path }) => ({
      values: [new ReferenceValue(resourceName(databaseId, path))],
      before: true,
    })),
    nextPageToken: to < points.length ? String(to) : '',
  };
}

/**
 * Parses a query and refuses one that production would not answer.
 *
 * @param aggregated fields that a sum or an average is computed over
 */
export function checkedQuery(
  engine: Engine,
  message: RunQueryRequest['structuredQuery'],
  { databaseId, path }: ResourceName,
  aggregated: readonly FieldPath[] = [],
): Query {
  if (!message) throw invalidArgument('The request has no structured query.');
  const query = parseQuery(message, databaseId, path);
  engine.indexCheck?.check(databaseId, query, aggregated);
  return query;
}
