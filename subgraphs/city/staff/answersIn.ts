import { BadUserInputError } from '../BadUserInputError';
import type { SqlParameters } from '../database/SqlParameters';
import { isLanguageRange } from '../../contract/languages';

/** The hub asks for as many. */
const MAX_RANGES = 100;

/**
 * Whether one of the tags in a column fits one of the ranges asked for, in SQL: by RFC 4647, section 3.3.1, so that `de`
 * also finds `de-AT`.
 *
 * @param tags a column of language tags
 * @param ranges from outside, at least one
 * @throws BadUserInputError for a range that is none
 */
export function answersIn(tags: string, ranges: readonly string[], parameters: SqlParameters): string {
  const argument = 'filter.languages';
  if (ranges.length > MAX_RANGES) {
    throw new BadUserInputError(
      argument,
      `${argument} must have at most ${MAX_RANGES} items, but got ${ranges.length}.`,
    );
  }
  if (!ranges.every(isLanguageRange)) {
    throw new BadUserInputError(argument, `${argument} must be language tags (BCP 47) such as de.`);
  }
  // One pattern of letters, digits and hyphens over all tags of a row: to compare each tag with each range would make a
  // list of ranges dear, and there may be as many rows as a city has staff.
  const pattern = parameters.bind(`(^| )(${[...new Set(ranges)].join('|')})(-| |$)`);
  return `array_to_string(${tags}, ' ') ~* ${pattern}`;
}
