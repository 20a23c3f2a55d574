import { z } from 'zod';
import type { FacetName } from '../../search/facets/verifyFacets';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NoEvidenceError } from '../checkErrors';
import type { Viewer } from '../TokenMint';
import { anyOf, askHits } from './askHits';
import type { HitKind } from './HitKind';

/** More than so many matches of a question are not read. */
export const MOST_RECOUNTED = 200;

/** What of a record its facets are counted from. */
const FIELDS = {
  staffHits: 'languages experiences { role topic { mappings { concept { id } } } }',
  programmeHits: 'status topics { mappings { concept { id } } }',
  exchangeHits: 'topics { mappings { concept { id } } }',
  offerHits: 'topics { mappings { concept { id } } }',
} as const;

const topicShape = z.object({ mappings: z.array(z.object({ concept: z.object({ id: z.string() }).nullable() })) });

const answer = z.object({
  _entities: z.array(
    z
      .object({
        id: z.string(),
        status: z.string().nullish(),
        languages: z.array(z.string()).optional(),
        topics: z.array(topicShape).optional(),
        experiences: z.array(z.object({ role: z.string(), topic: topicShape.nullable() })).optional(),
      })
      .nullable(),
  ),
});

type ShownRecord = NonNullable<z.output<typeof answer>['_entities'][number]>;

/** Counts by facet and value. */
export type Recount = ReadonlyMap<FacetName, ReadonlyMap<string, number>>;

/**
 * Counts what the facets of a question for one concept should be, from the records that it finds.
 *
 * @throws NoEvidenceError when it finds too many, or what is not answered by reference
 */
export async function recountFacets(
  city: CityUnderCheck,
  kind: HitKind,
  concept: string,
  viewer: Viewer = city.widest,
): Promise<Recount> {
  const found = await askHits(city, kind, { groups: [anyOf(concept)], first: MOST_RECOUNTED, viewer });
  if (found.total > MOST_RECOUNTED) throw new NoEvidenceError(`${concept} finds more than ${MOST_RECOUNTED}`);
  const { typename } = kind.record;
  const representations = found.hits.map(({ id }) => ({ __typename: typename, id }));
  const { _entities } = await city.data(
    `query Records($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { id ${FIELDS[kind.hitsField]} } } }`,
    answer,
    { variables: { representations }, viewer },
  );
  if (_entities.includes(null))
    throw new NoEvidenceError('not all that is found is answered, see CITY-057 and CITY-072');
  const records = _entities.filter((record) => record !== null);
  return new Map(kind.facets.map((name) => [name, count(records, (record) => valuesOf(record, name, concept))]));
}

function count(
  records: readonly ShownRecord[],
  values: (record: ShownRecord) => readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of records.flatMap((record) => [...new Set(values(record))])) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function valuesOf(
  { status, languages = [], topics = [], experiences = [] }: ShownRecord,
  name: FacetName,
  asked: string,
): readonly string[] {
  switch (name) {
    case 'concepts':
      return [...topics, ...experiences.map(({ topic }) => topic)].flatMap(conceptsOf);
    case 'statuses':
      return status == null ? [] : [status];
    case 'languages':
      return languages;
    case 'roles':
      return experiences.filter(({ topic }) => conceptsOf(topic).includes(asked)).map(({ role }) => role);
  }
}

function conceptsOf(topic: z.output<typeof topicShape> | null): readonly string[] {
  return (topic?.mappings ?? []).flatMap(({ concept }) => (concept === null ? [] : [concept.id]));
}
