import { type Aggregation, aggregate, aggregatedFields } from '../../query/aggregate.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { splitPoints } from '../../query/partition.ts';
import type { Query } from '../../query/query.ts';
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

/** One response per document, or one without a document when there is none. */
export async function runQuery(
  engine: Engine,
  context: CallContext,
  request: RunQueryRequest,
): Promise<object[]> {
  const parent = parseParentName(request.parent);
  const { databaseId } = parent;
  const access = new AccessCheck(engine, databaseId, context.caller());
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
  const access = new AccessCheck(engine, databaseId, context.caller());
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
      `The maximum number of aggregations allowed in an aggregation query is ${MAX_AGGREGATIONS}.`,
    );
  }
  const aliases = new Set(messages.map(message => message.alias).filter(alias => alias !== ''));
  let unnamed = 0;
  const result = messages.map(message => {
    let { alias } = message;
    while (alias === '' || (message.alias === '' && aliases.has(alias))) alias = `field_${++unnamed}`;
    return { alias, operator: parseOperator(message) };
  });
  if (new Set(result.map(({ alias }) => alias)).size < result.length) {
    throw invalidArgument('Aggregation aliases contain duplicate alias.');
  }
  return result;
}

function parseOperator(message: AggregationMessage): Aggregation['operator'] {
  if (message.count) {
    const { upTo } = message.count;
    if (upTo && toNumber(upTo.value) <= 0) throw invalidArgument('up_to must be greater than zero.');
    return { kind: 'count', upTo: upTo ? toNumber(upTo.value) : undefined };
  }
  if (message.sum?.field) return { kind: 'sum', field: parseFieldPath(message.sum.field.fieldPath) };
  if (message.avg?.field) return { kind: 'average', field: parseFieldPath(message.avg.field.fieldPath) };
  throw invalidArgument('An aggregation has no operator.');
}

/** Cursors that split a collection group into parts that can be queried side by side. */
export async function partitionQuery(
  engine: Engine,
  context: CallContext,
  request: PartitionQueryRequest,
): Promise<object> {
  const parent = parseParentName(request.parent);
  const { databaseId } = parent;
  const access = new AccessCheck(engine, databaseId, context.caller());
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
  engine.indexCheck?.check(query, aggregated);
  return query;
}
