import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
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

/** By id, with the fields that are named. */
export async function readFilterable(
  city: CityUnderCheck,
  { hitsField, record: { typename } }: HitKind,
  ids: readonly string[],
  fields: string = FILTERABLE[hitsField],
): Promise<ReadonlyMap<string, Filterable>> {
  const { _entities } = await city.data(
    `query Records($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { id ${fields} } } }`,
    z.object({ _entities: z.array(z.looseObject({ id: z.string() }).nullable()) }),
    { variables: { representations: ids.map((id) => ({ __typename: typename, id })) } },
  );
  return new Map(_entities.flatMap((entity) => (entity === null ? [] : [[entity.id, entity]])));
}
