import { aggregate, aggregatedFields, mostCounted } from '../../query/aggregate.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { splitPoints } from '../../query/partition.ts';
import type { Query } from '../../query/query.ts';
import type { StructuredQueryMessage } from '../../query/structured-query.ts';
import { invalidArgument } from '../../storage/errors.ts';
import type { FieldPath } from '../../storage/field-path.ts';
import { parseParentName, type ResourceName, resourceName } from '../../storage/resource-path.ts';
import { ReferenceValue, TimestampValue } from '../../storage/values.ts';
import { AccessCheck } from './access.ts';
import { parseAggregations } from './aggregations.ts';
import type { CallContext } from './call-context.ts';
import { openSnapshot } from './consistency.ts';
import { toMessage } from './document-messages.ts';
import type { Engine } from './engine.ts';
import {
  type PartitionQueryRequest,
  type RunAggregationQueryRequest,
  type RunQueryRequest,
  toNumber,
} from './messages.ts';

/** What an aggregation without a query of documents is computed over: every document below the parent. */
const EVERY_DOCUMENT: StructuredQueryMessage = { from: [], orderBy: [], offset: 0 };

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
  const served = engine.served(databaseId);
  const { snapshot, begun } = await openSnapshot(engine, served, request, { query });
  access.list(query, snapshot);
  const readTime = TimestampValue.fromMicros(snapshot.readTime);
  const { documents, skipped } =
    request.explainOptions && !request.explainOptions.analyze
      ? { documents: [], skipped: 0 }
      : snapshot.run(query);
  access.tab.query(query.scope, skipped + documents.length);
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
  if (!wanted) throw invalidArgument('Only structured aggregation queries are supported.');
  const aggregations = parseAggregations(wanted.aggregations);
  const over = wanted.structuredQuery ?? EVERY_DOCUMENT;
  const query = checkedQuery(engine, over, parent, aggregatedFields(aggregations));
  const served = engine.served(databaseId);
  const { snapshot, begun } = await openSnapshot(engine, served, request, { query });
  access.list(query, snapshot);
  const { documents, skipped } = snapshot.run(query);
  access.tab.aggregation(query.scope, Math.min(skipped + documents.length, mostCounted(aggregations)));
  const aggregateFields = Object.fromEntries(aggregate(documents, aggregations));
  return [
    {
      result: { aggregateFields },
      readTime: TimestampValue.fromMicros(snapshot.readTime),
      ...(begun === undefined ? {} : { transaction: begun }),
    },
  ];
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
  if (!request.structuredQuery) throw invalidArgument('Query is required.');
  const query = checkedQuery(engine, request.structuredQuery, parent);
  const count = toNumber(request.partitionCount);
  if (count <= 0) throw invalidArgument('partition_count must be greater than zero.');
  if (query.where !== undefined || !query.scope.allDescendants || query.orderBy.length > 1) {
    throw invalidArgument('Only collection group queries ordered by __name__ can be partitioned.');
  }
  const { snapshot } = await openSnapshot(engine, engine.served(databaseId), request, { query });
  access.list(query, snapshot);
  access.tab.query(query.scope, 1);
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
  if (!message) throw invalidArgument('only structured queries are supported');
  const query = parseQuery(message, databaseId, path);
  engine.indexCheck?.check(databaseId, query, aggregated);
  return query;
}
