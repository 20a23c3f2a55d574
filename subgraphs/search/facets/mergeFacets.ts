import type { ProgrammeStatus, Role } from '../../contract/enums';
import type { SearchableNetwork, SearchVocabulary } from '../SearchSources';
import type { CityFacets } from './verifyFacets';
import type { ToldCount } from '../counts/tellCounts';
import { tellCount } from '../counts/tellCounts';

/**
 * `Facets` of the API: values with more matches come first, then in the order of their bytes. Those of whose count it is only
 * told how small it is come last.
 */
export interface Facets {
  /** Whether they are left out, since they would tell of the person whose name was asked for. */
  readonly withheld: boolean;
  readonly cities: readonly { readonly city: { readonly id: string }; readonly count: number }[];
  readonly alliances: readonly { readonly alliance: { readonly id: string }; readonly count: number }[];
  readonly concepts: readonly ({ readonly concept: { readonly id: string } } & ToldCount)[];
  readonly statuses: readonly { readonly status: ProgrammeStatus; readonly count: number }[];
  readonly languages: readonly ({ readonly language: string } & ToldCount)[];
  readonly roles: readonly ({ readonly role: Role } & ToldCount)[];
}

/** What a city says of all its matches. */
export interface CityMatches {
  readonly cityId: string;
  readonly total: number;
  readonly facets: CityFacets | null;
}

/** The largest `Int` of GraphQL. */
const MAX_INT = 2 ** 31 - 1;

/**
 * Adds up how the matches divide. A record belongs to one city, so that sums over cities count nothing twice. A concept
 * that this vocabulary does not have, as a city may use a newer or older one, is left out.
 *
 * @param fewest below which it is not told how many share a value; 0 tells all
 */
export function mergeFacets(
  answers: readonly CityMatches[],
  network: SearchableNetwork,
  vocabulary: Pick<SearchVocabulary, 'has'>,
  fewest: number,
): Facets {
  const totals = answers.filter(({ total }) => total > 0).map(({ cityId, total }) => [cityId, total] as const);
  const ofAlliances = totals.flatMap(([cityId, total]) =>
    (network.cities.get(cityId)?.allianceIds ?? []).map((alliance) => [alliance, total] as const),
  );
  const valuesOf = (name: keyof CityFacets) => answers.flatMap(({ facets }) => [...(facets?.[name] ?? [])]);
  return {
    withheld: false,
    cities: addUp(totals, (id, count) => ({ city: { id }, count })),
    alliances: addUp(ofAlliances, (id, count) => ({ alliance: { id }, count })),
    concepts: addUp(
      valuesOf('concepts').filter(([id]) => vocabulary.has(id)),
      (id, count) => ({ concept: { id }, ...tellCount(count, fewest) }),
      fewest,
    ),
    // Verified to be statuses and roles.
    statuses: addUp(valuesOf('statuses'), (status, count) => ({ status: status as ProgrammeStatus, count })),
    languages: addUp(valuesOf('languages'), (language, count) => ({ language, ...tellCount(count, fewest) }), fewest),
    roles: addUp(valuesOf('roles'), (role, count) => ({ role: role as Role, ...tellCount(count, fewest) }), fewest),
  };
}

/** In place of all facets, where none are told. */
export const WITHHELD_FACETS: Facets = {
  withheld: true,
  ...{ cities: [], alliances: [], concepts: [], statuses: [], languages: [], roles: [] },
};

/** @param fewest below which counts have no order: it would tell them apart */
function addUp<T>(
  counts: readonly (readonly [string, number])[],
  show: (value: string, count: number) => T,
  fewest = 0,
): T[] {
  const rank = (count: number): number => (count < fewest ? 0 : count);
  const sums = new Map<string, number>();
  for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count);
  return [...sums]
    .sort(([a, countOfA], [b, countOfB]) => rank(countOfB) - rank(countOfA) || (a < b ? -1 : 1))
    .map(([value, count]) => show(value, Math.min(MAX_INT, count)));
}
