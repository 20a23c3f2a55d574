import type { Hit, HitMatch } from '../hits/Hit';
import type { Question } from '../question/understand';
import type { Reference } from '../../contract/ids';
import type { CursorOwner } from './cursor';
import { encodeCursor } from './cursor';
import type { Role } from '../../contract/enums';
import { ASKED_WEIGHT } from '../../contract/scoreWeights';

/** The search in which a hit was found. */
interface FoundIn {
  readonly kind: CursorOwner & { readonly typename: string };
  /** The day from which recency is counted, YYYY-MM-DD. */
  readonly day: string;
  readonly question: Question;
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
    return encodeCursor({ day: this.foundIn.day, score: this.hit.score, id: this.hit.id });
  }

  get why(): readonly MatchReason[] {
    return [explain(this.hit, this.foundIn.question)];
  }
}

type MatchKind = 'EXACT' | 'CLOSE' | 'NARROWER' | 'BROADER' | 'TEXT';

/** `MatchReason` of the API. */
interface MatchReason {
  readonly match: MatchKind;
  readonly concept: { readonly id: string } | null;
  readonly topic: { readonly id: string } | null;
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
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
  };
}

/** How the city's topic stands to what the client asked for, by way of the concept that matched. */
function matchKind(match: HitMatch, question: Question): MatchKind {
  if (match.by === 'text') return 'TEXT';
  if (match.mapping === 'NARROW_MATCH') return 'BROADER';
  const asked = question.weights.get(match.concept) === ASKED_WEIGHT;
  if (match.mapping === 'BROAD_MATCH' || !asked) return 'NARROWER';
  return match.mapping === 'EXACT_MATCH' ? 'EXACT' : 'CLOSE';
}
