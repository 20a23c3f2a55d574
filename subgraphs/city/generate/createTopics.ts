import type { CityPlan } from './CityPlan';
import type { Random } from './createRandom';
import type { InventedTerm } from './inventedTerms';
import { inventedTerms } from './inventedTerms';

/** The topics of an invented city. */
export interface Topics {
  /** The label of a topic, in the city's language. */
  label(index: number): string;
  /** A topic; the first ones come far more often than the last, as in real cities. */
  pick(random: Random): number;
}

/** Added to a topic's rank, so that the most frequent one does not have everything. */
const FLATTENING = 8;

export function createTopics({ topics, language }: CityPlan): Topics {
  const shares: number[] = [];
  let sum = 0;
  for (let index = 0; index < topics; index++) {
    sum += 1 / (index + FLATTENING);
    shares.push(sum);
  }
  return {
    label: (index) => topicLabel(index, language),
    pick(random) {
      const wanted = (random.integer(1_000_000_000) / 1_000_000_000) * sum;
      let low = 0;
      let high = topics - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((shares[middle] ?? 0) > wanted) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  };
}

/** The term behind a topic: there are fewer terms than a city may have topics. */
export function termOf(index: number): InventedTerm {
  return inventedTerms[index % inventedTerms.length] ?? inventedTerms[0];
}

/** A term that comes again has a number. */
export function topicLabel(index: number, language: CityPlan['language']): string {
  const round = Math.floor(index / inventedTerms.length);
  return round === 0 ? termOf(index)[language] : `${termOf(index)[language]} ${round + 1}`;
}
