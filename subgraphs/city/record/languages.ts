import { isLanguageRange } from '../../contract/languages';
import { BadUserInputError } from '../errors';
import type { SqlParameters } from './SqlParameters';

/** The hub asks for as many. */
const MAX_RANGES = 100;
/** With more of them it costs less to find out once which lists of tags fit. */
const FEW_RANGES = 3;

/**
 * Whether one of the tags in the column `languages` of a table fits one of the ranges asked for, in SQL: by RFC 4647, section 3.3.1, so that `de`
 * also finds `de-AT`.
 *
 * @param alias of the table in the statement
 * @param ranges from outside, at least one
 * @throws BadUserInputError for a range that is none
 */
export function languageCondition(
  table: string,
  ranges: readonly string[],
  parameters: SqlParameters,
  alias = table,
): string {
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
  const tags = (of: string): string => `array_to_string(${of}.languages, ' ')`;
  if (ranges.length <= FEW_RANGES) {
    // Most fit as they stand, which is found out sooner.
    return `(${alias}.languages && ${parameters.bind(ranges)}::text[] OR ${tags(alias)} ~* ${pattern})`;
  }
  const lists = `SELECT DISTINCT ${tags('spoken')} AS tags FROM ${table} AS spoken OFFSET 0`;
  return `${tags(alias)} IN (SELECT tags FROM (${lists}) AS spoken WHERE tags ~* ${pattern})`;
}

/**
 * The label in the language asked for, or in a less specific form of it (`de` for `de-AT`, RFC 4647 lookup); else in the
 * city's own language; else in the first language there is.
 */
export function chooseLabel(
  labels: Readonly<Record<string, string>>,
  asked: string | null,
  ownLanguage: string | null,
): string {
  // Nearly all topics are asked for in a language that they have, tagged as the city tags it.
  const exact = asked ?? ownLanguage ?? '';
  if (Object.hasOwn(labels, exact)) {
    return labels[exact] ?? '';
  }
  const tags = Object.keys(labels);
  return labels[chooseLanguage(tags, asked, ownLanguage) ?? tags.sort()[0] ?? ''] ?? '';
}

/**
 * The tag of the language asked for, or of a less specific form of it (RFC 4647 lookup); else that of the own language in
 * the same way. Undefined when there is neither.
 */
export function chooseLanguage(
  tags: readonly string[],
  asked: string | null,
  ownLanguage: string | null,
): string | undefined {
  const known = new Map(tags.map((tag) => [tag.toLowerCase(), tag]));
  for (const language of [asked, ownLanguage]) {
    const subtags = language?.toLowerCase().split('-') ?? [];
    for (let length = subtags.length; length > 0; length--) {
      const tag = known.get(subtags.slice(0, length).join('-'));
      if (tag !== undefined) return tag;
    }
  }
  return undefined;
}
