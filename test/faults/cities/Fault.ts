import type { FailureStatus } from '../../../subgraphs/contract/AskCity';
import type { GraphqlAnswer } from '../answerTruly';
import type { Misconduct } from '../startFaultyCity';

/** A way in which a city fails to give any answer that can be used, whatever it is asked for. */
export interface Fault {
  readonly id: `FLT-${string}`;
  /** Goes on from "a city that ...". */
  readonly does: string;
  readonly misconduct: Misconduct;
  /** What it is to clients, and what they are told. */
  readonly status: FailureStatus;
  readonly message: string;
}

export const UNREACHABLE = { status: 'UNREACHABLE', message: 'It could not be reached.' } as const;
export const TIMED_OUT = { status: 'TIMED_OUT', message: 'It did not answer in time.' } as const;
export const NOT_JSON = { status: 'INVALID', message: 'Its answer was not JSON.' } as const;

/** A way in which a city breaks the contract in an answer that is well-formed otherwise. */
export interface Lie {
  readonly id: `FLT-${string}`;
  /** Goes on from "a city that ...". */
  readonly does: string;
  /** Makes it of the truth. */
  readonly tell: (truth: GraphqlAnswer) => unknown;
}
