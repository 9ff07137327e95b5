import { compareValues } from '../storage/compare.ts';
import type { StoredDocument } from '../storage/document.ts';
import { fieldReader } from '../storage/field-path.ts';
import { comparePaths } from '../storage/resource-path.ts';
import type { Value } from '../storage/values.ts';
import { type DocumentPredicate, isName } from './matcher.ts';
import type { Bound, Order } from './query.ts';

/** A place in an order: after (1) or before (-1) all documents that have the given values first. */
export class Position {
  readonly values: readonly Value[];
  readonly side: 1 | -1;

  constructor(values: readonly Value[], side: 1 | -1) {
    this.values = values;
    this.side = side;
  }

  static of(bound: Bound): Position {
    return new Position(bound.values, bound.before ? -1 : 1);
  }
}

export type DocumentOrder = (a: StoredDocument, b: StoredDocument) => number;

/** A function that tells whether a document has every field that an order needs. */
export function orderedFieldsTest(orders: readonly Order[]): DocumentPredicate {
  const readers = orders.filter(({ field }) => !isName(field)).map(({ field }) => fieldReader(field));
  return ({ fields }) => readers.every(read => read(fields) !== undefined);
}

/** Compares documents that have all ordered fields. */
export function documentOrder(orders: readonly Order[]): DocumentOrder {
  const steps = orders.map(({ field, descending }): DocumentOrder => {
    const sign = descending ? -1 : 1;
    if (isName(field)) return (a, b) => sign * comparePaths(a.path, b.path);
    // One reader for each side: both then keep the position of their last document's shape.
    const left = fieldReader(field);
    const right = fieldReader(field);
    return (a, b) => sign * compareValues(left(a.fields) as Value, right(b.fields) as Value);
  });
  return (a, b) => {
    for (const step of steps) {
      const order = step(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Where a document lies relative to a position: below 0 before it, above 0 after it; never 0. */
export type PositionOrder = (document: StoredDocument, position: Position) => number;

/** Places documents that have all ordered fields relative to positions in that order. */
export function positionOrder(orders: readonly Order[]): PositionOrder {
  const steps = orders.map(({ field, descending }) => {
    const sign = descending ? -1 : 1;
    if (isName(field)) {
      return ({ path }: StoredDocument, wanted: Value) => sign * comparePaths(path, String(wanted));
    }
    const read = fieldReader(field);
    return ({ fields }: StoredDocument, wanted: Value) => sign * compareValues(read(fields) as Value, wanted);
  });
  return (document, { values, side }) => {
    for (let i = 0; i < values.length; i++) {
      const order = steps[i]?.(document, values[i] as Value) ?? 0;
      if (order !== 0) return order;
    }
    return -side;
  };
}
