import { isList } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import type { FieldFilter, QueryFilter } from './query.ts';

/** A condition that holds for every document of a branch. */
export interface Atom {
  readonly field: readonly string[];
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';
  readonly value: Value;
}

/** More alternatives than any real query has (Firestore itself stops at 30). */
const MAX_BRANCHES = 200;

const valuesOf = (filter: FieldFilter): readonly Value[] =>
  isList(filter.value) ? filter.value : [filter.value];

const atomBranches = (filter: FieldFilter): Atom[][] => {
  const { field, operator, value } = filter;
  switch (operator) {
    case 'in':
      return valuesOf(filter).map(item => [{ field, operator: '==', value: item }]);
    case 'not-in':
      return [valuesOf(filter).map(item => ({ field, operator: '!=', value: item }))];
    case 'array-contains':
      return [[{ field, operator: 'contains', value }]];
    case 'array-contains-any':
      return valuesOf(filter).map(item => [{ field, operator: 'contains', value: item }]);
    default:
      return [[{ field, operator, value }]];
  }
};

/**
 * The query as alternatives, each a list of conditions that all hold: every result satisfies at least one of
 * them. undefined when there are too many to look at.
 */
export const branchesOf = (filter: QueryFilter | undefined): Atom[][] | undefined => {
  if (filter === undefined) return [[]];
  if (filter.kind === 'field') return atomBranches(filter);
  let branches: Atom[][] = filter.kind === 'and' ? [[]] : [];
  for (const part of filter.filters) {
    const alternatives = branchesOf(part);
    if (alternatives === undefined) return undefined;
    if (filter.kind === 'or') branches = [...branches, ...alternatives];
    else if (branches.length * alternatives.length > MAX_BRANCHES) return undefined;
    else branches = branches.flatMap(left => alternatives.map(right => [...left, ...right]));
    if (branches.length > MAX_BRANCHES) return undefined;
  }
  return branches;
};
