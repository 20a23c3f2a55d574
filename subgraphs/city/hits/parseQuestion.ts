import { BadUserInputError } from '../BadUserInputError';
import { isPartialDate } from '../date/isPartialDate';
import type { ConceptTerm } from './ConceptTerm';
import type { HitArguments } from './HitArguments';
import type { HitPosition } from './HitPosition';

/** What is searched for, checked. */
export interface Question {
  /** The concepts of each group; a record must match one of every group. Empty for a question by text alone. */
  readonly groups: readonly (readonly ConceptTerm[])[];
  /** Words that a record must contain. Null when only concepts are asked for. */
  readonly text: string | null;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly first: number;
  readonly after: HitPosition | null;
}

const MAX_FIRST = 1001;

/** Checks the arguments of a search. Throws BAD_USER_INPUT with the first that is wrong. */
export function parseQuestion(args: HitArguments): Question {
  const groups = (args.concepts ?? []).map(({ terms }) => terms);
  // PostgreSQL knows no U+0000 in a text.
  const text = (args.text ?? '').replaceAll('\0', ' ');
  const hasWord = /[\p{L}\p{N}]/u.test(text);
  if (groups.length === 0 && !hasWord) {
    throw args.text == null
      ? new BadUserInputError('concepts', 'Ask for concepts, for a text or for both.')
      : new BadUserInputError('text', 'text must contain a word.');
  }
  for (const { concept, weight } of groups.flat()) {
    if (weight < 1 || weight > 1000) {
      throw new BadUserInputError('concepts', `The weight of a concept must be from 1 to 1000, but got ${weight}.`);
    }
    if (concept.includes('\0')) {
      throw new BadUserInputError('concepts', 'A concept must have an id such as concept:housing.');
    }
  }
  if (args.day.length !== 'YYYY-MM-DD'.length || !isPartialDate(args.day)) {
    throw new BadUserInputError('day', `day must be a full date such as 2026-03-01, but got ${args.day}.`);
  }
  if (args.first < 1 || args.first > MAX_FIRST) {
    throw new BadUserInputError('first', `first must be from 1 to ${MAX_FIRST}, but got ${args.first}.`);
  }
  if (args.after?.id.includes('\0') === true) {
    throw new BadUserInputError('after', 'after must be the score and the id of a hit.');
  }
  return { groups, text: hasWord ? text : null, day: args.day, first: args.first, after: args.after ?? null };
}
