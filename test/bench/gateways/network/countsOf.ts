import type { Count } from '../../scale/cities/inventCity';
import type { BenchNetwork } from './BenchNetwork';
import { conceptOf, expertsEach, QUESTIONS } from './BenchNetwork';

/** What the summary of every city says. */
export function countsOf(network: BenchNetwork): readonly Count[] {
  return Array.from({ length: QUESTIONS }, (_, question) => ({
    concept: conceptOf(question),
    staff: expertsEach(network),
    programmes: 0,
    exchanges: 0,
    offers: 0,
  }));
}
