import { isCityId } from '../../../subgraphs/contract/ids';
import type { Query } from '../Query';
import { askFor, codeOf, NoDataError, refusalIn } from '../search/askHub';
import type { Refused } from '../search/askHub';
import { COUNTED_LISTS } from './Comparison';
import type { CityChoices, ComparedCity, Landscape, SimilarCities } from './Comparison';
import {
  createComparisonOperation,
  createLandscapeOperation,
  MOST_SUBJECTS,
  nameAt,
} from './createComparisonOperation';

/** What came of looking at some cities beside each other. */
export type FoundComparison =
  | {
      readonly state: 'found';
      /** In the order in which they were asked for. */
      readonly cities: readonly ComparedCity[];
      /** Undefined where it could not be had, and of fewer than two cities. */
      readonly landscape: Landscape | undefined;
      /** To the first city; null where it could not be had. */
      readonly similar: SimilarCities | null;
      readonly choices: CityChoices;
    }
  /** Some of them are no cities of the network. */
  | { readonly state: 'unknown'; readonly unknown: readonly string[]; readonly choices: CityChoices }
  | Refused
  /** The cause is for the log. */
  | { readonly state: 'failed'; readonly cause: unknown };

interface Asked {
  readonly lang: string;
  readonly signal: AbortSignal;
}

/** Asks the hub for some cities, then for what they count on the subjects of any of them. Never rejects. */
export async function findComparison(
  query: Query,
  cityIds: readonly string[],
  { lang, signal }: Asked,
): Promise<FoundComparison> {
  try {
    const asked = cityIds.filter(isCityId);
    const { data, errors = [] } = await query(createComparisonOperation(asked, lang), { signal });
    if (data?.['choices'] == null) {
      return refusalIn(errors) ?? { state: 'failed', cause: new NoDataError(errors) };
    }
    // The hub's own schema guarantees the shape of what createComparisonOperation selects.
    const choices = data['choices'] as CityChoices;
    const similar = (data['similar'] ?? null) as SimilarCities | null;
    const found = new Map(asked.map((id, place) => [id, (data[nameAt(place)] ?? null) as ComparedCity | null]));
    const isUnknown = (id: string) => {
      const place = asked.indexOf(id);
      const refusal = errors.find(({ path }) => path?.length === 1 && path[0] === nameAt(place));
      return place < 0 || (refusal !== undefined && codeOf(refusal) === 'BAD_USER_INPUT');
    };
    const unknown = cityIds.filter(isUnknown);
    if (unknown.length > 0) return { state: 'unknown', unknown, choices };
    const cities = [...found.values()].filter((city) => city !== null);
    if (cities.length < cityIds.length) return { state: 'failed', cause: new NoDataError(errors) };
    const landscape = cities.length < 2 ? undefined : await countSubjects(query, cities, { lang, signal });
    return { state: 'found', cities, landscape, similar, choices };
  } catch (cause) {
    return { state: 'failed', cause };
  }
}

/** What the cities count on the subjects that any of them has, those first that most of them have. Undefined where it could not be had. */
async function countSubjects(
  query: Query,
  cities: readonly ComparedCity[],
  { lang, signal }: Asked,
): Promise<Landscape | undefined> {
  const havers = new Map<string, number>();
  for (const { topics } of cities) {
    const concepts = topics?.nodes.flatMap(
      (topic) => topic?.mappings.flatMap(({ concept }) => concept?.id ?? []) ?? [],
    );
    for (const id of new Set(concepts)) havers.set(id, (havers.get(id) ?? 0) + 1);
  }
  const concepts = [...havers].sort(([, a], [, b]) => b - a).map(([id]) => id);
  if (concepts.length === 0) return { nodes: [], counted: 0, notCounted: 0, summariesAsOf: null };
  const ids = cities.map(({ id }) => id);
  const operation = createLandscapeOperation(concepts.slice(0, MOST_SUBJECTS), ids, lang);
  const outcome = await askFor<Landscape>(query, operation, 'landscape', signal);
  return outcome.state === 'answered' ? outcome.answer : undefined;
}

/** Whether a city should have said all of what it has, and did not. */
export function isSilent(city: ComparedCity): boolean {
  return city.status === 'ADMITTED' && (city.topics === null || COUNTED_LISTS.some((list) => city[list] === null));
}
