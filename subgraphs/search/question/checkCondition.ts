import { z } from 'zod';
import { BadUserInputError } from '../../contract/arguments';
import { MAX_LINE, MAX_NAMES } from '../../contract/bounds';
import { isDecimal } from '../../contract/decimal';
import { isLanguageTag } from '../../contract/languages';
import { isPartialDate } from '../../contract/partialDate';

/** What a text of a condition on records has to be, where GraphQL lets any through. */
interface Rule {
  readonly expected: string;
  readonly fits: (text: string) => boolean;
}

const line: Rule = {
  expected: `texts in one line of 1 to ${MAX_LINE} characters`,
  fits: (text) => text.trim() !== '' && text.length <= MAX_LINE && !/[\p{Cc}\p{Cs}]/u.test(text),
};

const dateTime = z.iso.datetime();

/** By the name of the condition; of a field of one `costsBelow.amount`. */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ['languages', { expected: 'language tags (BCP 47) such as "de"', fits: isLanguageTag }],
  ['funders', line],
  ['targetGroups', line],
  ['updatedSince', { expected: 'a point in time such as 2026-03-01T09:30:00Z', fits: isDateTime }],
  ['startsAfter', { expected: 'a date such as 2026-03-01', fits: isPartialDate }],
  ['costsBelow.amount', { expected: 'a decimal number as a text, such as "1250000.00"', fits: isDecimal }],
  ['costsBelow.currency', { expected: 'an ISO 4217 code such as EUR', fits: (text) => /^[A-Z]{3}$/.test(text) }],
]);

/** The conditions that take a list of texts, and how many. */
const LISTS: ReadonlyMap<string, number> = new Map([
  ['languages', 100],
  ['funders', MAX_NAMES],
  ['targetGroups', MAX_NAMES],
]);

/**
 * Checks a condition on records, which is sent on to every city. The scalars of GraphQL's own schema language take whatever
 * JSON has.
 *
 * @param name such as `funders`
 * @throws BadUserInputError
 */
export function checkCondition(name: string, value: unknown): void {
  const rule = RULES.get(name);
  if (rule !== undefined) {
    const most = LISTS.get(name);
    const texts: readonly unknown[] = most !== undefined && Array.isArray(value) ? value : [value];
    if (texts.length > (most ?? 1))
      throw new BadUserInputError(`filter.${name}`, `a list of at most ${most}`, texts.length);
    for (const text of texts) {
      if (typeof text === 'string' && rule.fits(text)) continue;
      const got = typeof text === 'string' ? text : JSON.stringify(text);
      throw new BadUserInputError(`filter.${name}`, rule.expected, got);
    }
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [field, inner] of Object.entries(value)) checkCondition(`${name}.${field}`, inner);
  }
}

function isDateTime(text: string): boolean {
  return dateTime.safeParse(text).success;
}
