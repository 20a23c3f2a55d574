import type { CityOperation } from '../../contract/AskCity';
import type { Features, SearchKind } from '../kind/SearchKind';
import type { HitsRequest } from './HitsRequest';

/** The request for a city's hits, the same for every city that is asked. */
export function createHitsOperation<F extends Features>(kind: SearchKind<F>, request: HitsRequest): CityOperation {
  const { question, filter, day, first, after, wantsFacets } = request;
  const features = Object.keys(kind.features).join(' ');
  const counts = kind.facets.map((name) => `${name} { value count }`).join(' ');
  const facets = wantsFacets && counts !== '' ? `\n    facets { ${counts} }` : '';
  return {
    query: `query Hits($concepts: [ConceptGroup!], $text: String, $filter: ${kind.filterType}, $day: PartialDate!, $first: Int!, $after: HitPosition) {
  ${kind.hitsField}(concepts: $concepts, text: $text, filter: $filter, day: $day, first: $first, after: $after) {
    total
    hits { id score concept mapping text topic ${features} }${facets}
  }
}`,
    variables: {
      ...(question.groups.length > 0 && { concepts: question.groups }),
      ...(question.text !== null && { text: question.text }),
      ...(Object.keys(filter).length > 0 && { filter }),
      day,
      first,
      ...(after !== null && { after: { score: after.score, id: after.id } }),
    },
  };
}
