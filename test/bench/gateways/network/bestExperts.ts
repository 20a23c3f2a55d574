import { findHits } from '../../scale/cities/findHits';
import type { HitsArguments } from '../../scale/cities/findHits';
import type { Count } from '../../scale/cities/inventCity';
import { cityIdOf } from '../../scale/NetworkPlan';
import { conceptOf, expertsAskedFor, expertsEach, QUESTIONS } from './BenchNetwork';
import type { BenchNetwork } from './BenchNetwork';

/** An expert as a hit: whose it is, and its key within the city. */
interface Found {
  readonly city: number;
  readonly key: string;
  readonly id: string;
  readonly score: number;
}

/** All experts that a question asks for, of one city or of several, the best first. */
export function bestExperts(network: BenchNetwork, question: number, cities: readonly number[]): readonly Found[] {
  const concepts = [{ terms: [{ concept: conceptOf(question), weight: 1000 }] }];
  return cities
    .flatMap((city) =>
      hitsOf(network, city, { concepts, first: 1000 }, expertsAskedFor(network, city)).hits.map(({ id, score }) => ({
        city,
        key: id.split(':')[2]!,
        id,
        score,
      })),
    )
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

/**
 * What a city answers to `staffHits`.
 *
 * @param staff how many on each concept are looked through
 */
export function hitsOf(network: BenchNetwork, city: number, args: HitsArguments, staff = expertsEach(network)) {
  return findHits('staffHits', cityIdOf(city), { public: countsOf(network, staff), network: [] }, args);
}

/** What the summary of every city says. */
export function countsOf(network: BenchNetwork, staff = expertsEach(network)): readonly Count[] {
  return Array.from({ length: QUESTIONS }, (_, question) => ({
    concept: conceptOf(question),
    staff,
    programmes: 0,
    exchanges: 0,
    offers: 0,
    needs: 0,
  }));
}
