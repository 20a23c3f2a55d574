import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function parseDateTime(value: unknown): Date {
  const date = typeof value === 'string' ? new Date(value) : new Date(NaN);
  if (Number.isNaN(date.getTime())) {
    throw new GraphQLError('DateTime must be a point in time in ISO 8601, such as 2026-03-01T09:30:00Z.');
  }
  return date;
}

/** A `Date` inside, ISO 8601 in UTC outside. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A point in time, ISO 8601 in UTC, such as `2026-03-01T09:30:00Z`.',
  serialize: (value) => {
    if (!(value instanceof Date)) {
      throw new TypeError('A DateTime is made of a Date.');
    }
    return value.toISOString();
  },
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});
