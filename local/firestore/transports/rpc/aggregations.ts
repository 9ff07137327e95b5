import type { Aggregation } from '../../query/aggregate.ts';
import { isName } from '../../query/matcher.ts';
import type { FieldReferenceMessage } from '../../query/structured-query.ts';
import { invalidArgument } from '../../storage/errors.ts';
import { type FieldPath, parseFieldPath } from '../../storage/field-path.ts';
import { type AggregationMessage, toNumber } from './messages.ts';

const MAX_AGGREGATIONS = 5;
const MAX_ALIAS_BYTES = 1500;

/**
 * Reads what is to be computed over a query's results. Those without a name are called `field_1`, `field_2` and so on.
 *
 * @throws INVALID_ARGUMENT for what the service refuses
 */
export function parseAggregations(messages: readonly AggregationMessage[]): Aggregation[] {
  if (messages.length === 0) throw invalidArgument('Aggregations can not be empty.');
  if (messages.length > MAX_AGGREGATIONS) {
    throw invalidArgument(
      `The maximum number of aggregations allowed in an aggregation query is ${MAX_AGGREGATIONS}. ` +
        `Received: ${messages.length}`,
    );
  }
  let unnamed = 0;
  const aliases = new Set<string>();
  return messages.map(message => {
    const alias = message.alias === '' ? `field_${++unnamed}` : checkedAlias(message.alias);
    if (aliases.has(alias)) throw invalidArgument(`Aggregation aliases contain duplicate alias: ${alias}.`);
    aliases.add(alias);
    return { alias, operator: parseOperator(message) };
  });
}

function checkedAlias(alias: string): string {
  if (/^__.*__$/s.test(alias)) throw invalidArgument(`The property.name "${alias}" is reserved.`);
  if (Buffer.byteLength(alias) > MAX_ALIAS_BYTES) {
    throw invalidArgument(`The property.name is longer than ${MAX_ALIAS_BYTES} bytes.`);
  }
  return alias;
}

function parseOperator(message: AggregationMessage): Aggregation['operator'] {
  const given = (['count', 'sum', 'avg'] as const).filter(name => message[name]);
  if (given.length > 1) {
    throw invalidArgument(
      `An aggregation has one operator, but this one has several: ${given.join(' and ')}.`,
    );
  }
  if (message.count) {
    const { upTo } = message.count;
    if (upTo && toNumber(upTo.value) < 0) {
      throw invalidArgument(
        'The `up_to` value in a COUNT aggregation must be greater than or equal to zero.',
      );
    }
    return { kind: 'count', upTo: upTo ? toNumber(upTo.value) : undefined };
  }
  if (message.sum) return { kind: 'sum', field: aggregatedField(message.sum.field) };
  if (message.avg) return { kind: 'average', field: aggregatedField(message.avg.field) };
  throw invalidArgument('Operator field in Aggregation is not set.');
}

function aggregatedField(reference: FieldReferenceMessage | null | undefined): FieldPath {
  const field = parseFieldPath(reference?.fieldPath ?? '');
  if (isName(field)) throw invalidArgument('Aggregations are not supported for the property: __key__');
  return field;
}
