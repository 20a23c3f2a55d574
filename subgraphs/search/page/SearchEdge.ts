import { explain } from '../hits/explain';
import type { MatchReason } from '../hits/explain';
import type { Hit } from '../hits/Hit';
import type { Question } from '../question/Question';
import type { Reference } from '../Reference';
import type { CursorOwner } from './cursor';
import { encodeCursor } from './cursor';

/** The search in which a hit was found. */
export interface FoundIn {
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
