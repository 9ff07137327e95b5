import type { StoredDocument } from '../storage/document.ts';
import { type FieldPath, getField } from '../storage/field-path.ts';
import type { Value } from '../storage/values.ts';

export interface Aggregation {
  readonly alias: string;
  readonly operator:
    | { readonly kind: 'count'; readonly upTo: number | undefined }
    | { readonly kind: 'sum' | 'average'; readonly field: FieldPath };
}

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/**
 * Computes aggregations over a query's results. As in production, a document takes part only when it has
 * every field that any of the aggregations is about; values that are not numbers count for nothing.
 */
export function aggregate(
  documents: readonly StoredDocument[],
  aggregations: readonly Aggregation[],
): Map<string, Value> {
  const fields = aggregatedFields(aggregations);
  const taking = documents.filter(document =>
    fields.every(field => getField(document.fields, field) !== undefined),
  );
  const results = new Map<string, Value>();
  for (const { alias, operator } of aggregations) {
    if (operator.kind === 'count') {
      results.set(alias, BigInt(Math.min(taking.length, operator.upTo ?? taking.length)));
      continue;
    }
    const numbers = taking
      .map(document => getField(document.fields, operator.field))
      .filter(value => typeof value === 'number' || typeof value === 'bigint');
    results.set(alias, operator.kind === 'sum' ? sum(numbers) : average(numbers));
  }
  return results;
}

/** How many documents are looked at at most: a count may say that it wants no more than so many. */
export function mostCounted(aggregations: readonly Aggregation[]): number {
  return Math.max(
    ...aggregations.map(({ operator }) =>
      operator.kind === 'count' ? (operator.upTo ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
    ),
  );
}

/** The fields that sums and averages are computed over. */
export function aggregatedFields(aggregations: readonly Aggregation[]): FieldPath[] {
  return aggregations.flatMap(({ operator }) => (operator.kind === 'count' ? [] : [operator.field]));
}

/** An integer while every number is one and the sum fits 64 bits; otherwise a double. */
function sum(numbers: readonly (number | bigint)[]): Value {
  let integers = 0n;
  let doubles = 0;
  let exact = true;
  for (const number of numbers) {
    if (typeof number === 'bigint') integers += number;
    else {
      doubles += number;
      exact = false;
    }
  }
  const fits = integers <= INT64_MAX && integers >= INT64_MIN;
  return exact && fits ? integers : Number(integers) + doubles;
}

function average(numbers: readonly (number | bigint)[]): Value {
  if (numbers.length === 0) return null;
  return Number(sum(numbers)) / numbers.length;
}
