import type { MappingKind, Role } from '../../contract/enums';

/** Where a hit stands in the order of all hits: by score, highest first, then by id. */
export interface Position {
  readonly score: number;
  readonly id: string;
}

export type HitMatch =
  | { readonly by: 'concept'; readonly concept: string; readonly mapping: MappingKind }
  | { readonly by: 'text'; readonly text: number };

/** A record that a city found, after its answer was verified. */
export interface Hit extends Position {
  readonly match: HitMatch;
  /** The city's topic that matched, `<city>:topic:<local>`. */
  readonly topic: string | null;
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
}
