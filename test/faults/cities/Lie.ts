import type { GraphqlAnswer } from '../answerTruly';

/** A way in which a city breaks the contract in an answer that is well-formed otherwise. */
export interface Lie {
  readonly id: `FLT-${string}`;
  /** Goes on from "a city that ...". */
  readonly does: string;
  /** Makes it of the truth. */
  readonly tell: (truth: GraphqlAnswer) => unknown;
}
