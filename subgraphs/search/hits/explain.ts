import type { Question } from '../question/Question';
import type { Hit, HitMatch } from './Hit';
import type { Role } from '../../contract/enums';
import { ASKED_WEIGHT } from '../../contract/scoreWeights';

export type MatchKind = 'EXACT' | 'CLOSE' | 'NARROWER' | 'BROADER' | 'TEXT';

/** `MatchReason` of the API. */
export interface MatchReason {
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
