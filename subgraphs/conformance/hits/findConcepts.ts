import { z } from 'zod';
import { NoEvidenceError } from '../checkErrors';
import type { CityUnderCheck } from '../CityUnderCheck';
import { askRecords } from '../records/askRecords';
import { readSome } from '../records/readList';
import { topic } from '../records/RecordKind';
import type { Viewer } from '../TokenMint';
import { anyOf, saysExactness } from './askHits';
import type { HitKind } from './HitKind';

/** How many records of a kind a concept finds. */
export interface FoundConcept {
  readonly concept: string;
  readonly total: number;
  /** Whether no more match. */
  readonly isExact: boolean;
}

/** Topics whose mappings are read. */
const MAX_TOPICS = 100;
const MAX_CONCEPTS = 60;
const CONCEPTS_A_REQUEST = 20;

const mappedTopic = z.object({
  id: z.string(),
  mappings: z.array(z.object({ match: z.string(), concept: z.object({ id: z.string() }).nullable() })),
});
const matchCounts = z.record(z.string(), z.object({ total: z.int(), totalIsExact: z.boolean().nullish() }));

export interface MappedTopic {
  readonly id: string;
  readonly mappings: readonly { readonly match: string; readonly concept: string }[];
}

/** These topics of the city, with the concepts that they map to. */
export async function readTopics(city: CityUnderCheck, ids: readonly string[]): Promise<readonly MappedTopic[]> {
  const topics = await askRecords(city, 'Topic', ids, 'id mappings { match concept { id } }', mappedTopic);
  return topics.flatMap((entity) =>
    entity === null
      ? []
      : [
          {
            id: entity.id,
            mappings: entity.mappings.flatMap(({ match, concept }) =>
              concept === null ? [] : [{ match, concept: concept.id }],
            ),
          },
        ],
  );
}

/** Whether a search found what a summary counts: where more match than it looks at, no less. */
export function isAsCounted({ total, isExact }: Omit<FoundConcept, 'concept'>, counted: number): boolean {
  return isExact ? total === counted : counted >= total;
}

/** The concepts that the city's topics map to. */
export function readMappedConcepts(city: CityUnderCheck): Promise<readonly string[]> {
  return city.learn('mapped concepts', async () => {
    const topics = await readSome(city, topic);
    const mapped = await readTopics(
      city,
      topics.slice(0, MAX_TOPICS).map(({ id }) => id),
    );
    const concepts = new Set(mapped.flatMap(({ mappings }) => mappings.map(({ concept }) => concept)));
    return [...concepts].slice(0, MAX_CONCEPTS);
  });
}

/** How many records of a kind each of these concepts finds, asked for alone. */
export async function countHits(
  city: CityUnderCheck,
  kind: HitKind,
  concepts: readonly string[],
  viewer: Viewer = city.widest,
): Promise<readonly FoundConcept[]> {
  const found: FoundConcept[] = [];
  const exactness = (await saysExactness(city, kind)) ? ' totalIsExact' : '';
  for (let at = 0; at < concepts.length; at += CONCEPTS_A_REQUEST) {
    const some = concepts.slice(at, at + CONCEPTS_A_REQUEST);
    const names = some.map((_, number) => `$c${number}: [ConceptGroup!]`);
    const fields = some.map(
      (_, number) => `c${number}: ${kind.hitsField}(concepts: $c${number}, day: $day, first: 1) { total${exactness} }`,
    );
    const data = await city.data(
      `query Counts($day: PartialDate!, ${names.join(', ')}) {\n  ${fields.join('\n  ')}\n}`,
      matchCounts,
      {
        variables: {
          day: city.day,
          ...Object.fromEntries(some.map((concept, number) => [`c${number}`, [anyOf(concept)]])),
        },
        viewer,
      },
    );
    found.push(
      ...some.map((concept, number) => {
        const { total = 0, totalIsExact } = data[`c${number}`] ?? {};
        return { concept, total, isExact: totalIsExact ?? true };
      }),
    );
  }
  return found;
}

/**
 * The mapped concepts that find records of this kind, those that find most first.
 *
 * @throws NoEvidenceError when none does.
 */
export async function findConcepts(city: CityUnderCheck, kind: HitKind): Promise<readonly FoundConcept[]> {
  const found = await city.learn(`concepts of ${kind.hitsField}`, async () => {
    const counts = await countHits(city, kind, await readMappedConcepts(city));
    return counts.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  });
  if (found.length === 0) throw new NoEvidenceError(`no concept finds any ${kind.record.typename}`);
  return found;
}
