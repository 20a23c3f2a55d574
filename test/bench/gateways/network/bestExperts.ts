import type { BenchNetwork } from './BenchNetwork';
import { conceptOf } from './BenchNetwork';
import { hitsOf } from './hitsOf';

/** An expert as a hit: whose it is, and its key within the city. */
export interface Found {
  readonly city: number;
  readonly key: string;
  readonly id: string;
  readonly score: number;
}

/** All experts on a question's concept, of one city or of several, the best first. */
export function bestExperts(network: BenchNetwork, question: number, cities: readonly number[]): readonly Found[] {
  const concepts = [{ terms: [{ concept: conceptOf(question), weight: 1000 }] }];
  return cities
    .flatMap((city) =>
      hitsOf(network, city, { concepts, first: 1000 }).hits.map(({ id, score }) => ({
        city,
        key: id.split(':')[2]!,
        id,
        score,
      })),
    )
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}
