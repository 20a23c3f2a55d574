import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isPartialDate } from '../../contract/partialDate';

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
