import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isPartialDate } from '../../contract/partialDate';

function parsePartialDate(value: unknown): string {
  if (typeof value !== 'string' || !isPartialDate(value)) {
    throw new GraphQLError('PartialDate must be a date in ISO 8601: 2023, 2023-10 or 2023-10-06.');
  }
  return value;
}

/** A string inside and outside; a day that does not exist is refused. */
export const PartialDate = new GraphQLScalarType<string, string>({
  name: 'PartialDate',
  description: 'A date in ISO 8601 to the precision that is known: `2023`, `2023-10` or `2023-10-06`.',
  serialize: parsePartialDate,
  parseValue: parsePartialDate,
  parseLiteral: (node) => parsePartialDate(node.kind === Kind.STRING ? node.value : undefined),
});
