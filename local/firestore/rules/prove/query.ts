import type { Value } from '../values/value.ts';

export type FilterOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not-in'
  | 'array-contains'
  | 'array-contains-any';

/**
 * One condition of a query. `field` is a field path by its segments; `['__name__']` is the document's name, whose
 * values are complete paths. Null and NaN are tested with `==` and `!=`. `in`, `not-in` and
 * `array-contains-any` take a list.
 */
export interface FieldFilter {
  readonly kind: 'field';
  readonly field: readonly string[];
  readonly operator: FilterOperator;
  readonly value: Value;
}

export interface CompositeFilter {
  readonly kind: 'and' | 'or';
  readonly filters: readonly QueryFilter[];
}

export type QueryFilter = FieldFilter | CompositeFilter;

/** What a query asks for, as far as it says anything about the documents that it may return. */
export interface QueryShape {
  /** `['databases', db, 'documents']`, or a document below it, of which the collection is a child. */
  readonly parent: readonly string[];
  /** undefined: collections of any name. */
  readonly collection: string | undefined;
  /** A collection group: collections of that name at any depth below the parent. */
  readonly allDescendants: boolean;
  readonly filter?: QueryFilter;
  readonly orderBy?: readonly { readonly field: readonly string[]; readonly direction: 'ASC' | 'DESC' }[];
  readonly limit?: number;
  readonly offset?: number;
}
