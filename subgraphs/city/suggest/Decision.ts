import type { MappingKind } from '../topic/MappingKind';

/** What a person decided on a suggestion. */
export interface Decision {
  /** The line of the file that says it. */
  readonly line: number;
  readonly topic: string;
  readonly concept: string;
  /** `take back`: whether or not it was accepted before, it is to be a mapping no longer. */
  readonly verdict: { readonly kind: 'accept'; readonly match: MappingKind } | { readonly kind: 'take back' };
}
