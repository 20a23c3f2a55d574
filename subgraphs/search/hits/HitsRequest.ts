import { countsAll } from '../question/Tiers';
import type { Question } from '../question/understand';
import type { Position } from './Hit';
import type { CityOperation } from '../../contract/AskCity';
import type { Features, SearchKind } from '../kinds';

/** What every city that is asked is asked for, and by which its answer is judged. */
export interface HitsRequest {
  readonly question: Question;
  /** Conditions on the record, in the form of the contract's `*HitFilter`. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** The hub's day, YYYY-MM-DD. */
  readonly day: string;
  /** At most so many hits. */
  readonly first: number;
  /** Only hits behind this position. */
  readonly after: Position | null;
  /** Whether to count how all matches divide. */
  readonly wantsFacets?: boolean;
}

/** The request for a city's hits, the same for every city that is asked. */
export function createHitsOperation<F extends Features>(kind: SearchKind<F>, request: HitsRequest): CityOperation {
  const { question, filter, day, first, after, wantsFacets } = request;
  const { tiers } = question;
  const features = Object.keys(kind.features).join(' ');
  const counts = kind.facets.map((name) => `${name} { value count }`).join(' ');
  const facets = wantsFacets && counts !== '' ? `\n    facets { ${counts} }` : '';
  const [declared, passed, matched] = tiers
    ? ['$aspects: [ConceptGroup!], $lift: [String!], ', 'aspects: $aspects, lift: $lift, ', ' matched']
    : ['', '', ''];
  const counted = tiers && countsAll(tiers) ? ' totalMatchingAll' : '';
  return {
    query: `query Hits($concepts: [ConceptGroup!], $text: String, ${declared}$filter: ${kind.filterType}, $day: PartialDate!, $first: Int!, $after: HitPosition) {
  ${kind.hitsField}(concepts: $concepts, text: $text, ${passed}filter: $filter, day: $day, first: $first, after: $after) {
    total${counted}
    hits { id score concept mapping text topic${matched} ${features} }${facets}
  }
}`,
    variables: {
      ...(question.groups.length > 0 && { concepts: question.groups }),
      ...(question.text !== null && { text: question.text }),
      ...(tiers && { aspects: tiers.aspects.map(({ terms }) => ({ terms })), lift: tiers.lift }),
      ...(Object.keys(filter).length > 0 && { filter }),
      day,
      first,
      ...(after !== null && { after: { score: after.score, id: after.id, ...(tiers && { tier: after.tier }) } }),
    },
  };
}
