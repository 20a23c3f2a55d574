import { MAX_HITS } from '../../contract/bounds';
import { BadUserInputError } from '../BadUserInputError';
import { isPartialDate } from '../../contract/partialDate';
import type { ConceptTerm } from './ConceptTerm';
import type { HitArguments } from './HitArguments';
import type { HitPosition } from './HitPosition';

/** What is searched for, checked. */
export interface Question {
  /** The concepts of each group; a record must match one of every group. Empty for a question by text alone. */
  readonly groups: readonly (readonly ConceptTerm[])[];
  /** Words that a record must contain, each once. None when only concepts are asked for. */
  readonly words: readonly string[];
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly first: number;
  readonly after: HitPosition | null;
}

/** The hub takes 500 characters from its clients. */
const MAX_TEXT_LENGTH = 1000;

/** Checks the arguments of a search. Throws BAD_USER_INPUT with the first that is wrong. */
export function parseQuestion(args: HitArguments): Question {
  const groups = (args.concepts ?? []).map(({ terms }) => terms);
  const text = args.text ?? '';
  if (text.length > MAX_TEXT_LENGTH) {
    throw new BadUserInputError(
      'text',
      `text must have at most ${MAX_TEXT_LENGTH} characters, but got ${text.length}.`,
    );
  }
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu))];
  if (groups.length === 0 && words.length === 0) {
    throw args.text == null
      ? new BadUserInputError('concepts', 'Ask for concepts, for a text or for both.')
      : new BadUserInputError('text', 'text must contain a word.');
  }
  for (const { weight } of groups.flat()) {
    if (weight < 1 || weight > 1000) {
      throw new BadUserInputError('concepts', `The weight of a concept must be from 1 to 1000, but got ${weight}.`);
    }
  }
  if (args.day.length !== 'YYYY-MM-DD'.length || !isPartialDate(args.day)) {
    throw new BadUserInputError('day', `day must be a full date such as 2026-03-01, but got ${args.day}.`);
  }
  if (args.first < 1 || args.first > MAX_HITS) {
    throw new BadUserInputError('first', `first must be from 1 to ${MAX_HITS}, but got ${args.first}.`);
  }
  return { groups, words, day: args.day, first: args.first, after: args.after ?? null };
}
