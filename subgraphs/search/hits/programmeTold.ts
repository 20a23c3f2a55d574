import type { Hit } from './Hit';

/** What a hit of a programme says to make its score, beside what every hit has. */
export interface ProgrammeTold {
  readonly status: string | null;
  readonly goodPractice: boolean;
}

/** Beside the hits: few are ever held against their records, and searches have very many. */
const told = new WeakMap<Hit, ProgrammeTold>();

export function rememberTold(hit: Hit, raw: object): void {
  const { status, goodPractice } = raw as Partial<ProgrammeTold>;
  if (status !== undefined && goodPractice !== undefined) told.set(hit, { status, goodPractice });
}

/** Undefined for a hit of another kind. */
export function programmeTold(hit: Hit): ProgrammeTold | undefined {
  return told.get(hit);
}
