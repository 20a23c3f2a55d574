import { z } from 'zod';
import type { FacetName } from '../../search/facets/verifyFacets';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NoEvidenceError } from '../checkErrors';
import { askRecords } from '../records/askRecords';
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
  needHits: '',
} as const;

/** The same for the facets that came after contract 1.0. */
const NEW_FIELDS = {
  staffHits: '',
  programmeHits: 'startsOn goodPractice openToVisitors funding { funder }',
  exchangeHits: 'startsOn',
  offerHits: 'languages topics { mappings { concept { id } } }',
  needHits: 'status topics { mappings { concept { id } } }',
} as const;

const topicShape = z.object({ mappings: z.array(z.object({ concept: z.object({ id: z.string() }).nullable() })) });

const shownRecord = z.object({
  id: z.string(),
  status: z.string().nullish(),
  languages: z.array(z.string()).nullish(),
  topics: z.array(topicShape).optional(),
  experiences: z.array(z.object({ role: z.string(), topic: topicShape.nullable() })).optional(),
  startsOn: z.string().nullish(),
  goodPractice: z.boolean().optional(),
  openToVisitors: z.boolean().nullish(),
  funding: z.array(z.object({ funder: z.string().nullable() })).nullish(),
});

type ShownRecord = z.output<typeof shownRecord>;

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
  names: readonly FacetName[] = kind.facets,
): Promise<Recount> {
  const found = await askHits(city, kind, { groups: [anyOf(concept)], first: MOST_RECOUNTED, viewer });
  if (found.total > MOST_RECOUNTED) throw new NoEvidenceError(`${concept} finds more than ${MOST_RECOUNTED}`);
  const ids = found.hits.map(({ id }) => id);
  const fields = `id ${(names === kind.facets ? FIELDS : NEW_FIELDS)[kind.hitsField]}`;
  const answered = await askRecords(city, kind.record.typename, ids, fields, shownRecord, viewer);
  const records = answered.filter((record) => record !== null);
  if (records.length < answered.length)
    throw new NoEvidenceError('not all that is found is answered, see CITY-057 and CITY-072');
  return new Map(names.map((name) => [name, count(records, (record) => valuesOf(record, name, concept))]));
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
  { status, languages, topics = [], experiences = [], startsOn, goodPractice, openToVisitors, funding }: ShownRecord,
  name: FacetName,
  asked: string,
): readonly string[] {
  switch (name) {
    case 'concepts':
      return [...topics, ...experiences.map(({ topic }) => topic)].flatMap(conceptsOf);
    case 'statuses':
    case 'needStatuses':
      return status == null ? [] : [status];
    case 'languages':
      return languages ?? [];
    case 'roles':
      return experiences.filter(({ topic }) => conceptsOf(topic).includes(asked)).map(({ role }) => role);
    case 'years':
      return startsOn == null ? [] : [startsOn.slice(0, 4)];
    case 'goodPractice':
      return goodPractice === undefined ? [] : [String(goodPractice)];
    case 'openToVisitors':
      return openToVisitors == null ? [] : [String(openToVisitors)];
    case 'funders':
      return (funding ?? []).flatMap(({ funder }) => funder ?? []);
  }
}

function conceptsOf(topic: z.output<typeof topicShape> | null): readonly string[] {
  return (topic?.mappings ?? []).flatMap(({ concept }) => (concept === null ? [] : [concept.id]));
}
