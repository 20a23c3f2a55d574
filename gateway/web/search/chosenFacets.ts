import { conditionsFor } from './conditions';
import type { ConditionName } from './conditions';
import type { FacetField } from './facetSelection';
import type { Search, SearchKind } from './Search';

/** A facet of which a value is chosen, and the search in which none is: what else could be chosen is counted there. */
export interface ChosenFacet {
  readonly field: FacetField;
  readonly without: Search;
}

/** By which conditions a value of a facet is chosen. */
const CONDITIONS: readonly (readonly [
  field: FacetField,
  kind: SearchKind | undefined,
  names: readonly ConditionName[],
])[] = [
  ['countries', undefined, ['country']],
  ['populations', undefined, ['populationMin', 'populationMax']],
  ['roles', undefined, ['role']],
  ['languages', undefined, ['language']],
  ['statuses', 'programmes', ['status']],
  ['needStatuses', 'needs', ['status']],
  ['goodPractice', undefined, ['goodPractice']],
  ['openToVisitors', undefined, ['openToVisitors']],
  ['funders', undefined, ['funder']],
  ['years', undefined, ['startsAfter']],
];

/**
 * The facets of which a value is chosen. One value of a facet or another is enough, so the others count what they would have without the
 * ones that are chosen, under all conditions beside.
 */
export function chosenFacets(search: Search): readonly ChosenFacet[] {
  const { kind, text, cities, alliances, concepts } = search;
  const conditions = conditionsFor(kind, search.conditions ?? {});
  const byCondition = CONDITIONS.flatMap(([field, only, names]) => {
    if ((only !== undefined && only !== kind) || !names.some((name) => conditions[name] !== undefined)) return [];
    const others = Object.entries(conditions).filter(([name]) => !names.includes(name as ConditionName));
    return [{ field, without: { ...search, conditions: Object.fromEntries(others) } }];
  });
  return [
    ...byCondition,
    ...(cities.length > 0 ? [{ field: 'cities' as const, without: { ...search, cities: [] } }] : []),
    ...(alliances.length > 0 ? [{ field: 'alliances' as const, without: { ...search, alliances: [] } }] : []),
    // Without a text they are the question itself.
    ...(concepts.length > 0 && text !== undefined
      ? [{ field: 'concepts' as const, without: { ...search, concepts: [] } }]
      : []),
  ];
}
