import type { FoundUnit } from '../startFaultNetwork';
import { unitOf } from '../startFaultNetwork';
import type { GraphqlAnswer } from '../answerTruly';
import type { Lie } from './Fault';

/** A lie about records. */
export interface RecordLie extends Lie {
  /** What is shown of the city in spite of it. */
  readonly found: readonly FoundUnit[];
  /** The codes of the errors, in order. */
  readonly codes: readonly string[];
}

// The records of the answer. Each lie knows what it changes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Records = any;

const about =
  (tell: (records: Records) => unknown) =>
  ({ data }: GraphqlAnswer): unknown => ({ data: { ...data, _entities: tell(data._entities) } });

const aboutFirst = (change: object): Lie['tell'] => about(([first, ...rest]) => [{ ...first, ...change }, ...rest]);

/** The whole answer is of no use. */
const nothing = { found: [], codes: ['CITY_INVALID'] } as const;
/** The first record is of no use, the second is. */
const secondOf = (cityId: string) => ({ found: [unitOf(cityId, 2)], codes: ['CITY_INVALID'] });

export const recordLies: readonly RecordLie[] = [
  { id: 'FLT-130', does: 'gives null for its records', tell: about(() => null), ...nothing },
  {
    id: 'FLT-131',
    does: 'gives an object for the list of its records',
    tell: about((records) => ({ ...records })),
    ...nothing,
  },
  { id: 'FLT-132', does: 'gives too many records', tell: about((records) => [...records, records[0]]), ...nothing },
  { id: 'FLT-133', does: 'gives too few records', tell: about((records) => records.slice(1)), ...nothing },
  { id: 'FLT-134', does: 'gives no records', tell: about(() => []), ...nothing },
  {
    id: 'FLT-135',
    does: 'swaps its records',
    tell: about((records) => records.toReversed()),
    found: [],
    codes: ['CITY_INVALID', 'CITY_INVALID'],
  },
  {
    id: 'FLT-136',
    does: 'gives a record that says of itself that it is another',
    tell: aboutFirst({ entity__id: 'musterstadt:staff:unit-1' }),
    ...secondOf('flt-136'),
  },
  {
    id: 'FLT-137',
    does: 'gives a record that does not say which one it is',
    tell: aboutFirst({ entity__id: null }),
    ...secondOf('flt-137'),
  },
  {
    id: 'FLT-140',
    does: 'gives a text for a record',
    tell: about(([, second]) => ['unit 1', second]),
    ...secondOf('flt-140'),
  },
  {
    id: 'FLT-141',
    does: 'gives a list for a record',
    tell: about(([first, second]) => [[first], second]),
    ...secondOf('flt-141'),
  },
  { id: 'FLT-142', does: 'gives a record without a name', tell: aboutFirst({ name: null }), ...secondOf('flt-142') },
  { id: 'FLT-143', does: 'gives a number for a name', tell: aboutFirst({ name: 7 }), ...secondOf('flt-143') },
  { id: 'FLT-144', does: 'gives a text for a list', tell: aboutFirst({ languages: 'en' }), ...secondOf('flt-144') },
  {
    id: 'FLT-145',
    does: 'gives a null in a list that holds none',
    tell: aboutFirst({ languages: ['en', null] }),
    ...secondOf('flt-145'),
  },
  {
    id: 'FLT-146',
    does: 'gives a number for an object',
    tell: aboutFirst({ city: 7 }),
    found: [{ ...unitOf('flt-146', 1), city: null }, unitOf('flt-146', 2)],
    codes: ['CITY_INVALID'],
  },
  {
    id: 'FLT-147',
    does: 'gives its record to another city',
    tell: aboutFirst({ city: { __typename: 'City', id: 'musterstadt' } }),
    found: [{ ...unitOf('flt-147', 1), city: null }, unitOf('flt-147', 2)],
    codes: ['FOREIGN_ID'],
  },
  {
    id: 'FLT-148',
    does: 'gives what was not asked for besides',
    tell: about((records) =>
      records.map((record: object) => ({ ...record, role: 'Mayor', __proto__: { admin: true }, constructor: 1 })),
    ),
    found: [unitOf('flt-148', 1), unitOf('flt-148', 2)],
    codes: [],
  },
  {
    id: 'FLT-149',
    does: 'hides a record in a prototype',
    tell: about(([first, second]) => [JSON.parse(`{"__proto__":${JSON.stringify(first)}}`), second]),
    ...secondOf('flt-149'),
  },
  {
    id: 'FLT-150',
    does: 'does not know what it found',
    tell: about(([, second]) => [null, second]),
    found: [unitOf('flt-150', 2)],
    codes: [],
  },
];
