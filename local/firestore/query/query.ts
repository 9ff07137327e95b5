import type { FieldPath } from '../storage/field-path.ts';
import { childPath, lastSegment, parentOf } from '../storage/resource-path.ts';
import type { Value } from '../storage/values.ts';

/** Which documents a query looks at. */
export interface Scope {
  /** Path of the document below which to look; empty for the database's root. */
  readonly parent: string;
  /** Absent: collections of every id. */
  readonly collectionId: string | undefined;
  /** Collections at any depth below the parent (a collection group) instead of directly below it. */
  readonly allDescendants: boolean;
}

export type Operator =
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | 'array-contains'
  | 'in'
  | 'array-contains-any'
  | 'not-in';

export interface FieldFilter {
  readonly kind: 'field';
  readonly field: FieldPath;
  readonly operator: Operator;
  /** For the document's name: a string (or array of strings), the path relative to the database's root. */
  readonly value: Value;
}

export interface CompositeFilter {
  readonly kind: 'and' | 'or';
  readonly filters: readonly Filter[];
}

export type Filter = FieldFilter | CompositeFilter;

export interface Order {
  readonly field: FieldPath;
  readonly descending: boolean;
}

/** A place between documents in the query's order. */
export interface Bound {
  /** Values for the first orders; a document's name is its relative path. */
  readonly values: readonly Value[];
  /** Just before the documents with these values, or just after them. */
  readonly before: boolean;
}

/** A query in normal form: its orders include the implicit ones and end with the document's name. */
export interface Query {
  readonly scope: Scope;
  readonly where: Filter | undefined;
  readonly orderBy: readonly Order[];
  readonly start: Bound | undefined;
  readonly end: Bound | undefined;
  readonly offset: number;
  readonly limit: number | undefined;
  /** Fields to return; absent means all, empty means the name only. */
  readonly select: readonly FieldPath[] | undefined;
  /** How many of the orders were given by the client. */
  readonly explicitOrders: number;
}

/** Whether a path is a document that a scope covers. */
export function inScope(scope: Scope, path: string): boolean {
  const collection = parentOf(path);
  if (!scope.allDescendants) {
    if (scope.collectionId === undefined) return parentOf(collection) === scope.parent;
    return collection === childPath(scope.parent, scope.collectionId);
  }
  if (scope.collectionId !== undefined && lastSegment(collection) !== scope.collectionId) return false;
  return scope.parent === '' || path.startsWith(`${scope.parent}/`);
}
