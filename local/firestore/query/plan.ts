import { TYPE_ORDER, typeOrder } from '../storage/compare.ts';
import { type FieldPath, formatFieldPath } from '../storage/field-path.ts';
import { compareUtf8 } from '../storage/utf8-order.ts';
import type { Value } from '../storage/values.ts';
import type { Conjunction } from './disjunctions.ts';
import { isName } from './matcher.ts';
import { Position } from './order.ts';
import type { FieldFilter, Operator, Order, Query } from './query.ts';
import { leastOfNextType, leastOfSameType } from './type-ranges.ts';

/** A walk over part of an ordered index. What it meets still has to pass the query's filters. */
export interface RangeScan {
  /** Orders of the index; the walk goes against them when `reversed`. */
  readonly orders: readonly Order[];
  readonly reversed: boolean;
  /** Where the walk starts, in the index's order. */
  readonly from: Position | undefined;
  /** The walk ends at the first document beyond any of these, in the direction of the walk. */
  readonly until: readonly Position[];
}

/** Plans how to find, in the query's order, the documents of one conjunction. */
export function planScan(query: Query, conjunction: Conjunction): RangeScan {
  const equalities = equalityPrefix(query, conjunction);
  const reversed = query.orderBy[0]?.descending === true;
  const ordered = reversed
    ? query.orderBy.map(order => ({ field: order.field, descending: !order.descending }))
    : query.orderBy;
  const prefix = equalities.map(filter => filter.value);
  const orders = [...equalities.map(({ field }) => ({ field, descending: false })), ...ordered];
  const low = [...lowerEnds(query, conjunction, prefix)];
  const high = [...upperEnds(query, conjunction, prefix)];
  const place = (bound: Query['start']): Position[] =>
    bound === undefined ? [] : [new Position([...prefix, ...bound.values], bound.before ? -1 : 1)];
  // Cursors are named in the direction of the query; the range's ends in the direction of the index.
  if (!reversed) {
    return {
      orders,
      reversed,
      from: [...place(query.start), ...low][0],
      until: [...place(query.end), ...high],
    };
  }
  const mirrored = (positions: Position[]): Position[] =>
    positions.map(({ values, side }) => new Position(values, side === 1 ? -1 : 1));
  return {
    orders,
    reversed,
    from: [...mirrored(place(query.start)), ...high][0],
    until: [...mirrored(place(query.end)), ...low],
  };
}

/** One equality per field, of fields that the query does not order by. */
function equalityPrefix(query: Query, conjunction: Conjunction): FieldFilter[] {
  const ordered = new Set(query.orderBy.map(({ field }) => formatFieldPath(field)));
  const byField = new Map<string, FieldFilter>();
  for (const filter of conjunction) {
    const name = formatFieldPath(filter.field);
    if (filter.operator === '==' && !ordered.has(name) && !isName(filter.field)) byField.set(name, filter);
  }
  return [...byField].sort(([a], [b]) => compareUtf8(a, b)).map(([, filter]) => filter);
}

/** The range's lower end by the filters on the first ordered field, else by the equalities alone. */
function lowerEnds(query: Query, conjunction: Conjunction, prefix: readonly Value[]): Position[] {
  for (const { operator, value } of onFirstOrder(query, conjunction)) {
    if (operator === '>' || operator === '>=' || operator === '==') {
      return [new Position([...prefix, value], operator === '>' ? 1 : -1)];
    }
  }
  for (const { operator, value } of onFirstOrder(query, conjunction)) {
    const least =
      isInequality(operator) && !isName(query.orderBy[0]?.field ?? []) ? leastOfSameType(value) : undefined;
    if (least !== undefined) return [new Position([...prefix, least], -1)];
  }
  return prefix.length === 0 ? [] : [new Position(prefix, -1)];
}

function upperEnds(query: Query, conjunction: Conjunction, prefix: readonly Value[]): Position[] {
  const ends: Position[] = prefix.length === 0 ? [] : [new Position(prefix, 1)];
  for (const { operator, value } of onFirstOrder(query, conjunction)) {
    if (operator === '<' || operator === '<=' || operator === '==') {
      ends.unshift(new Position([...prefix, value], operator === '<' ? -1 : 1));
    } else if (isInequality(operator) && !isName(query.orderBy[0]?.field ?? [])) {
      const beyond = leastOfNextType(value);
      if (beyond !== undefined) ends.push(new Position([...prefix, beyond], -1));
    }
  }
  return ends;
}

function onFirstOrder(query: Query, conjunction: Conjunction): FieldFilter[] {
  const first: FieldPath | undefined = query.orderBy[0]?.field;
  if (first === undefined) return [];
  const name = formatFieldPath(first);
  return conjunction.filter(
    filter => formatFieldPath(filter.field) === name && (isName(first) || isBoundary(filter.value)),
  );
}

function isInequality(operator: Operator): boolean {
  return operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
}

/** Ranges over NaN and null hold one value at most and are left to the filters. */
function isBoundary(value: Value): boolean {
  return typeOrder(value) !== TYPE_ORDER.null && !Number.isNaN(value);
}
