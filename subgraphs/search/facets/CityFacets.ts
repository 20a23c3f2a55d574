/** The lists of the contract's `HitFacets`. */
export type FacetName = 'concepts' | 'statuses' | 'languages' | 'roles';

/** How the matches of one city divide: by value, how many of its records have it. */
export type CityFacets = Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
