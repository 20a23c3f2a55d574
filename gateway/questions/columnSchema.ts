import { columnHeading } from './columnHeading';
import type { Column, ValueType } from './Question';

const SCHEMAS: Readonly<Record<ValueType, object>> = {
  text: { type: ['string', 'null'] },
  number: { type: ['number', 'null'] },
  decimal: { type: ['string', 'null'], description: 'A decimal number as a text, which loses no cents.' },
  boolean: { type: ['boolean', 'null'] },
  date: { type: ['string', 'null'], description: 'A day, a month or a year, as precise as it is known.' },
  moment: { type: ['string', 'null'], description: 'A point in time, ISO 8601.' },
  list: { type: ['array', 'null'], items: { type: 'string' } },
  address: { type: ['string', 'null'], description: 'A web address.' },
};

/** The values of a column, as JSON Schema. */
export function columnSchema(column: Column): object {
  return { title: columnHeading(column, 'en'), ...SCHEMAS[column.type] };
}
