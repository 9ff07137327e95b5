import { isArrayValue } from '../storage/values.ts';
import type { FieldFilter, Filter } from './query.ts';

/** A conjunction: a document must satisfy every one. */
export type Conjunction = readonly FieldFilter[];

/** The service takes no query that expands into more alternatives than this. */
export const MAX_DISJUNCTIONS = 30;

/**
 * Expands a filter into alternatives (disjunctive normal form), `in` and `array-contains-any` included.
 *
 * @returns undefined as soon as there are more than the given maximum
 */
export function disjunctions(
  filter: Filter | undefined,
  maximum = MAX_DISJUNCTIONS,
): Conjunction[] | undefined {
  if (filter === undefined) return [[]];
  if (filter.kind === 'field') return expandField(filter, maximum);
  if (filter.kind === 'or') {
    const alternatives: Conjunction[] = [];
    for (const part of filter.filters) {
      const expanded = disjunctions(part, maximum);
      if (expanded === undefined) return undefined;
      alternatives.push(...expanded);
      if (alternatives.length > maximum) return undefined;
    }
    return alternatives;
  }
  let product: Conjunction[] = [[]];
  for (const part of filter.filters) {
    const expanded = disjunctions(part, maximum);
    if (expanded === undefined || product.length * expanded.length > maximum) return undefined;
    product = product.flatMap(left => expanded.map(right => [...left, ...right]));
  }
  return product;
}

function expandField(filter: FieldFilter, maximum: number): Conjunction[] | undefined {
  const operator =
    filter.operator === 'in' ? '==' : filter.operator === 'array-contains-any' ? 'array-contains' : undefined;
  if (operator === undefined || !isArrayValue(filter.value)) return [[filter]];
  if (filter.value.length > maximum) return undefined;
  return filter.value.map(value => [{ ...filter, operator, value }]);
}
