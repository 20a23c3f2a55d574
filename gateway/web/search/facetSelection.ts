import type { SearchKind } from './SearchKind';

/** What is asked of each way in which the matches divide. */
const FIELDS = {
  cities: 'cities { city { id name country } count }',
  alliances: 'alliances { alliance { id name } count }',
  concepts: 'concepts { concept { id label(lang: $lang) } count fewerThan }',
  countries: 'countries { country count }',
  populations: 'populations { population { min below } count }',
  roles: 'roles { role count fewerThan }',
  languages: 'languages { language count fewerThan }',
  statuses: 'statuses { status count }',
  needStatuses: 'needStatuses { status count }',
  goodPractice: 'goodPractice { value count }',
  openToVisitors: 'openToVisitors { value count }',
  funders: 'funders { funder count }',
  years: 'years { year count }',
} as const;

/** A way in which the matches divide, as the API calls it. */
export type FacetField = keyof typeof FIELDS;

const COMMON: readonly FacetField[] = ['cities', 'alliances', 'concepts', 'countries', 'populations'];

const OWN: Record<SearchKind, readonly FacetField[]> = {
  experts: ['roles', 'languages'],
  programmes: ['statuses', 'goodPractice', 'openToVisitors', 'funders', 'years'],
  exchanges: ['years'],
  offers: ['languages'],
  needs: ['needStatuses'],
};

/** What a page asks of how the matches of a kind divide. */
export function selectFacets(kind: SearchKind): string {
  return `facets {
      withheld notDivided
      ${[...COMMON, ...OWN[kind]].map((field) => FIELDS[field]).join('\n      ')}
    }`;
}

/** What is asked of one way alone. */
export function selectFacet(field: FacetField): string {
  return `facets { withheld ${FIELDS[field]} }`;
}
