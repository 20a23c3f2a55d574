import { findHits } from '../../scale/cities/findHits';
import type { HitsArguments } from '../../scale/cities/findHits';
import { cityIdOf } from '../../scale/NetworkPlan';
import type { BenchNetwork } from './BenchNetwork';
import { countsOf } from './countsOf';

/** What a city answers to `staffHits`. */
export function hitsOf(network: BenchNetwork, city: number, args: HitsArguments) {
  return findHits('staffHits', cityIdOf(city), { public: countsOf(network), network: [] }, args);
}
