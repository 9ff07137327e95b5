import type { Filter, Query } from '../query/query.ts';
import type { FieldFilter, QueryFilter, QueryShape } from '../rules/prove/query.ts';
import { Path, type Value as RulesValue } from '../rules/values/value.ts';
import { isArrayValue, type Value } from '../storage/values.ts';
import { documentPath, toRulesValue } from './rules-value.ts';

const NAME = '__name__';

/**
 * A query as far as a proof can use it. Cursors say nothing here: rules see none, and a proof from one could not
 * be repeated for the next page.
 */
export function queryShape(database: string, query: Query): QueryShape {
  const { scope, where, orderBy, explicitOrders, limit, offset } = query;
  return {
    parent: documentPath(database, scope.parent),
    collection: scope.collectionId,
    allDescendants: scope.allDescendants,
    orderBy: orderBy.slice(0, explicitOrders).map(order => ({
      field: order.field,
      direction: order.descending ? ('DESC' as const) : ('ASC' as const),
    })),
    offset,
    ...(limit === undefined ? {} : { limit }),
    ...(where === undefined ? {} : { filter: filterShape(database, where) }),
  };
}

function filterShape(database: string, filter: Filter): QueryFilter {
  if (filter.kind !== 'field') {
    return { kind: filter.kind, filters: filter.filters.map(part => filterShape(database, part)) };
  }
  const { field, operator, value } = filter;
  const onName = field.length === 1 && field[0] === NAME;
  const shaped: FieldFilter = {
    kind: 'field',
    field,
    operator,
    value: onName ? nameValue(database, value) : toRulesValue(value),
  };
  return shaped;
}

/** The query engine knows names by their relative paths; rules know them by complete ones. */
function nameValue(database: string, value: Value): RulesValue {
  if (isArrayValue(value)) return value.map(part => nameValue(database, part));
  return typeof value === 'string' ? new Path(documentPath(database, value)) : toRulesValue(value);
}
