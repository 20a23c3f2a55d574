import type { Hit, HitMatch } from '../hits/Hit';
import type { Question } from '../question/understand';
import type { Reference } from '../../contract/ids';
import type { Role } from '../../contract/enums';
import { ASKED_WEIGHT } from '../../contract/scoreWeights';

/** The search in which a hit was found. */
interface FoundIn {
  readonly kind: { readonly typename: string };
  readonly question: Question;
  readonly cursorOf: (hit: Hit) => string;
}

/** `ExpertSearchEdge` and its like of the API. What few clients ask for is made when it is asked for. */
export class SearchEdge {
  readonly score: number;
  readonly node: Reference;

  constructor(
    private readonly hit: Hit,
    private readonly foundIn: FoundIn,
  ) {
    this.score = hit.score;
    this.node = { __typename: foundIn.kind.typename, id: hit.id };
  }

  get cursor(): string {
    return this.foundIn.cursorOf(this.hit);
  }

  get why(): readonly MatchReason[] {
    const { question } = this.foundIn;
    return [explain(this.hit, question), ...explainTiers(this.hit, question)];
  }
}

type MatchKind = 'EXACT' | 'CLOSE' | 'NARROWER' | 'BROADER' | 'TEXT' | 'ASPECT' | 'NEAR';

/** `MatchReason` of the API. */
interface MatchReason {
  readonly match: MatchKind;
  readonly concept: { readonly id: string } | null;
  readonly topic: { readonly id: string } | null;
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly text: string | null;
}

/** Why a hit was found: the best of what matched, from which its score follows. */
export function explain(hit: Hit, question: Question): MatchReason {
  const { match, topic, role, since, until } = hit;
  return {
    match: matchKind(match, question),
    concept: match.by === 'concept' ? { id: match.concept } : null,
    topic: topic === null ? null : { id: topic },
    role,
    since,
    until,
    text: match.by === 'text' ? question.text : null,
  };
}

/** What else of the question a hit has. A city says which aspects, and not by what: that would be a search for each. */
function explainTiers({ match, matched }: Hit, { tiers }: Question): readonly MatchReason[] {
  if (tiers === undefined || matched === null) return [];
  const { aspects, near, lift } = tiers;
  const beside = { topic: null, role: null, since: null, until: null };
  const others = aspects.flatMap(({ named, terms }, number): MatchReason[] => {
    const isTold = match.by === 'concept' && terms.some(({ concept }) => concept === match.concept);
    return isTold || !matched.includes(number)
      ? []
      : [{ match: 'ASPECT', concept: { id: named }, text: null, ...beside }];
  });
  const around = near.flatMap(({ of, named }, number): MatchReason[] =>
    matched.includes(of) || !matched.includes(aspects.length + number)
      ? []
      : [{ match: 'NEAR', concept: { id: named }, text: null, ...beside }],
  );
  const words = lift.filter((_, number) => matched.includes(aspects.length + near.length + number));
  const text: MatchReason = { match: 'TEXT', concept: null, text: words.join(' '), ...beside };
  return [...others, ...around, ...(words.length === 0 ? [] : [text])];
}

/** How the city's topic stands to what the client asked for, by way of the concept that matched. */
function matchKind(match: HitMatch, question: Question): MatchKind {
  if (match.by === 'text') return 'TEXT';
  if (match.mapping === 'NARROW_MATCH') return 'BROADER';
  const asked = question.weights.get(match.concept) === ASKED_WEIGHT;
  if (match.mapping === 'BROAD_MATCH' || !asked) return 'NARROWER';
  return match.mapping === 'EXACT_MATCH' ? 'EXACT' : 'CLOSE';
}
