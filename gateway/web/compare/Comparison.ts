import { isCityId } from '../../../subgraphs/contract/ids';
import type { CityStatus } from '../record/Record';
import { isTracking } from '../search/isTracking';
import type { QueryString } from '../search/Search';
import type { NamedCity, Term } from '../search/SearchAnswer';
import type { SubjectCounts } from '../search/subjectCounts';
import type { SimilarCity } from './likeness';

// What `createComparisonOperation` asks for, in the API's own words; see schema/api.graphql.

/** How many cities stand beside each other at most: of more, a phone shows none. */
export const MOST_COMPARED = 4;

/** How much a city has of something. Null where it could not be had. */
export type Counted = { readonly totalCount: number } | null;

/** The kinds of records by which cities are compared, as a city has them in the API. */
export const COUNTED_LISTS = ['staff', 'programmes', 'exchanges', 'offers', 'needs'] as const;

type CountedList = (typeof COUNTED_LISTS)[number];

export interface ComparedCity extends NamedCity, Readonly<Record<CountedList, Counted>> {
  readonly status: CityStatus;
  readonly languages: readonly string[];
  readonly alliances: readonly { readonly id: string; readonly name: string }[];
  readonly topics:
    | (Counted & {
        readonly nodes: readonly ({
          readonly mappings: readonly { readonly concept: { readonly id: string } | null }[];
        } | null)[];
      })
    | null;
}

/** What one city counts on one subject and the narrower ones. */
export interface SubjectCount extends SubjectCounts {
  readonly concept: Term;
  readonly city: { readonly id: string } | null;
}

/** What some cities count on the subjects of any of them, from the hub's summaries. */
export interface Landscape {
  readonly nodes: readonly SubjectCount[];
  readonly notCounted: number;
  readonly summariesAsOf: string | null;
  readonly counted: number;
}

export interface SimilarCities {
  readonly edges: readonly SimilarCity[];
  readonly notCounted: number;
}

/** Cities from which to choose, as many as one question gives. */
export interface CityChoices {
  readonly nodes: readonly { readonly id: string; readonly name: string }[];
  readonly totalCount: number;
}

/** The cities that an address names, each once, in its order; not all need exist. */
export function comparedIn({ city }: QueryString): readonly string[] {
  const names = [city].flat().flatMap((part) => part?.split(',') ?? []);
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}

/** The names in a query string that say nothing to a comparison. */
export function unknownIn(parameters: QueryString): readonly string[] {
  return Object.keys(parameters).filter((name) => name !== 'city' && name !== 'lang' && !isTracking(name));
}

/** Where some cities are compared: one alone is a comparison to begin. */
export function compareAddress(cities: readonly string[], lang: string | undefined): string {
  const parameters = new URLSearchParams(cities.filter(isCityId).map((city) => ['city', city]));
  if (lang !== undefined) parameters.set('lang', lang);
  return parameters.size === 0 ? '/compare' : `/compare?${parameters.toString()}`;
}
