import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isDecimal } from '../../contract/decimal';

function parseDecimal(value: unknown): string {
  if (typeof value !== 'string' || !isDecimal(value)) {
    throw new GraphQLError('Decimal must be a decimal number as a text, such as "1250000.00".');
  }
  return value;
}

/** A string inside and outside, as PostgreSQL writes its `numeric`: never a float, which cannot hold ten cents. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'A decimal number as a text, such as `1250000.00` or `-3.5`: a point before the decimal places, no separators of thousands, at most 15 digits before the point and 6 behind it.',
  serialize: parseDecimal,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : undefined),
});
