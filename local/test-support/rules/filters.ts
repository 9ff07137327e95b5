import type { FieldFilter, FilterOperator } from '../../firestore/rules/prove/query.ts';
import type { Value } from '../../firestore/rules/values/value.ts';

/** A filter on a field given as `a.b`. */
export const where = (field: string, operator: FilterOperator, value: Value): FieldFilter => ({
  kind: 'field',
  field: field.split('.'),
  operator,
  value,
});
