import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import { askRecords } from '../records/askRecords';
import type { Filterable } from '../records/RecordKind';
import type { HitKind } from './HitKind';

/** What the filters and the features of hits are about. */
export const FILTERABLE = {
  staffHits: 'kind languages experiences { role since until topic { id } }',
  programmeHits: 'status goodPractice openToVisitors startsOn endsOn',
  exchangeHits: 'kind startsOn endsOn',
  offerHits: 'kind',
  needHits: 'status',
} as const;

const shape = z.looseObject({ id: z.string() });

/** By id, with the fields that are named. */
export async function readFilterable(
  city: CityUnderCheck,
  { hitsField, record: { typename } }: HitKind,
  ids: readonly string[],
  fields: string = FILTERABLE[hitsField],
): Promise<ReadonlyMap<string, Filterable>> {
  const records = await askRecords(city, typename, ids, `id ${fields}`, shape);
  return new Map(records.flatMap((entity) => (entity === null ? [] : [[entity.id, entity]])));
}
