import type { SimulatedCities } from '../../bench/scale/cities/SimulatedCities';
import { conceptKnownTo } from '../../bench/scale/NetworkPlan';

/** The smallest simulated network of which every city knows of one concept. */
export const CITIES = 20;

/** What all cities of that network know something of. */
export const CONCEPT = conceptKnownTo(CITIES);

/** A hit as a city gives it. */
export interface KnownHit {
  readonly id: string;
  readonly score: number;
}

/** What a simulated city has on the concept, best first. */
export function readKnownHits(cities: SimulatedCities, city: number): readonly KnownHit[] {
  const groups = [{ terms: [{ concept: CONCEPT, weight: 1000 }] }];
  const query = `query ($groups: [ConceptGroup!]) {
    staffHits(concepts: $groups, day: "2026", first: 1000) { hits { id score } }
  }`;
  const { data } = JSON.parse(cities.answer(city, { query, variables: { groups } })) as {
    readonly data: { readonly staffHits: { readonly hits: readonly KnownHit[] } };
  };
  return data.staffHits.hits;
}
