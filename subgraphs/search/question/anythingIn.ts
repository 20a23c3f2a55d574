import { ASKED_WEIGHT } from '../../contract/scoreWeights';
import type { SearchVocabulary } from '../SearchSources';
import type { ConceptCount } from '../summary/Summary';
import type { SummaryStore } from '../summary/SummaryStore';
import type { Group } from './understand';

/** Of a vocabulary that is larger a city without a summary is asked for the first ones. */
const MOST_CONCEPTS = 1_000;
/** Of more cities nobody looks at what each of them counts: it would hold up others, and together they count most of what there is. */
const MOST_LOOKED_AT = 100;

/**
 * The concepts by which a question that names nothing but cities asks for the best that these have: all that they count records
 * on, each as if it had been asked for, so that the score is what the records are. A city whose summary is not there yet, or
 * does not count records of the kind, is asked for whatever the vocabulary has; more than a hundred for whatever any city counts.
 */
export function anythingIn(
  cityIds: ReadonlySet<string>,
  counted: keyof ConceptCount,
  summaries: Pick<SummaryStore, 'get' | 'countedConcepts'>,
  vocabulary: Pick<SearchVocabulary, 'ids'>,
): Group {
  if (cityIds.size > MOST_LOOKED_AT) return groupOf(summaries.countedConcepts().map(({ concept }) => concept));
  const concepts = new Set<string>();
  for (const cityId of cityIds) {
    const summary = summaries.get(cityId);
    if (summary === undefined || (counted === 'needs' && !summary.countsNeeds)) {
      for (const id of vocabulary.ids().slice(0, MOST_CONCEPTS)) concepts.add(id);
      continue;
    }
    for (const counts of [summary.public, summary.network]) {
      for (const [concept, count] of counts) if (count[counted] > 0) concepts.add(concept);
    }
  }
  return groupOf([...concepts]);
}

function groupOf(concepts: readonly string[]): Group {
  return { terms: [...concepts].sort().map((concept) => ({ concept, weight: ASKED_WEIGHT })) };
}
