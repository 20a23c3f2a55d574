import { MAX_ADDRESS, MAX_LINE, MAX_PROSE } from '../../../contract/bounds';
import { VISIBILITIES } from '../../../contract/enums';
import { foldTitle } from '../../../contract/foldTitle';
import { isCityId, isConceptId, isKey, parseId } from '../../../contract/ids';
import type { OwnedType } from '../../../contract/ids';
import { readLanguageTag } from '../../../contract/languages';
import { isPartialDate } from '../../../contract/partialDate';
import { adviseOnDate, readDate } from './dates';
import { adviseOnNumber, isLarger, notationOf, readDecimal } from './numbers';
import type { ReadingContext, Value } from './Value';

/** A text of a given form, kept as it is. */
function matching(form: RegExp, expected: string): Value<string> {
  return { expected, read: (text) => (form.test(text) ? text : undefined) };
}

/** Whoever reads it does not see them: zero-width and bidirectional characters, soft hyphens, tags. */
const INVISIBLE = String.raw`\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}`;

/** One of a few words, written exactly so. */
export function oneOf<const W extends string>(...words: readonly W[]): Value<W> {
  return { expected: `one of ${words.join(', ')}`, read: (text) => words.find((word) => word === text) };
}

/** What the city's own source calls a record; the global id is made of it. */
export const recordKey = key(
  'a key of letters A to Z, digits, ".", "_" and "-", beginning with a letter or a digit, at most 100 characters',
);

/** A reference: the key of a record of another kind. Whether there is such a record is checked when all is read. */
export function keyOf(kind: string): Value<string> {
  return key(`the key of a record in ${kind}.csv`);
}

function key(expected: string): Value<string> {
  return { expected, read: (text) => (isKey(text) ? text : undefined) };
}

/** By what a record stands among others: its title or name as the contract folds it, as far as that could be read. */
export function sortTitleOf(title: string | null): string | null {
  return title === null ? null : foldTitle(title);
}

/** Who may see a record: everybody, signed-in members of the network, or nobody outside the city. */
export const visibility = oneOf(...VISIBILITIES);

/**
 * A name, a title, a label: one line of text. Names are sorted by an index of PostgreSQL, whose entries are bounded to
 * about 2,700 bytes.
 */
export const line = matching(
  new RegExp(`^[^${INVISIBLE}]{1,${MAX_LINE}}$`, 'u'),
  `one line of at most ${MAX_LINE} characters without invisible ones`,
);

/** A telephone number, as people write them. Spreadsheets write long ones as powers of ten when they save a file. */
export const phoneNumber: Value<string> = {
  expected: 'a telephone number such as +49 365 838-0',
  read: (number, context) => (/^\d+([.,]\d+)?E\+?\d+$/i.test(number) ? undefined : line.read(number, context)),
};

/** Prose, with line breaks. PostgreSQL stores no NUL, and nobody can read the other control characters. */
export const text = matching(
  new RegExp(String.raw`^(?:[^\p{Cc}]|[\n\t]){1,${MAX_PROSE}}$`, 'u'),
  `text of at most ${MAX_PROSE} characters without control characters`,
);

/** The machine-readable name of something that a city publishes beyond the contract. */
export const attributeName = matching(
  /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
  'a name of letters A to Z, digits, "_" and "-", beginning with a letter, at most 64 characters',
);

export const emailAddress = matching(
  /^(?=.{3,254}$)[^\s@\p{C}]+@[^\s@.\p{C}]+(\.[^\s@.\p{C}]+)+$/u,
  'an e-mail address such as jugendamt@example.org',
);

/** The address of a web page. Others show it as a link, so no other scheme is taken. */
export const webAddress: Value<string> = {
  expected: `a web address that begins with https:// or http://, at most ${MAX_ADDRESS} characters`,
  read: (address) =>
    address.length <= MAX_ADDRESS && /^https?:\/\/[^\s\p{Cc}]+$/iu.test(address) && URL.canParse(address)
      ? address
      : undefined,
};

const YES = /^(true|wahr|waar|vrai|yes|ja|oui)$/i;
const NO = /^(false|falsch|onwaar|faux|no|nein|nee|non)$/i;

/** `true` or `false`; spreadsheets write `TRUE` when they save a file again, German ones `WAHR`, Dutch ones `WAAR`. */
export const boolean: Value<boolean> = {
  expected: 'true or false',
  read: (word) => (YES.test(word) ? true : NO.test(word) ? false : undefined),
};

/** The largest Int of GraphQL, and of PostgreSQL's integer. */
const LARGEST = 2_147_483_647;

/** A number with some condition, as the contract writes decimals. */
function numberThat(fits: (number: string) => boolean, expected: string): Value<string> {
  return {
    expected,
    read: (text, { numbers }) => {
      const number = readDecimal(text, numbers);
      return number !== undefined && fits(number) ? number : undefined;
    },
    advise: (text, { numbers }) =>
      readDecimal(text, numbers) === undefined ? adviseOnNumber(text, numbers) : undefined,
  };
}

const isPositive = (number: string): boolean => !number.startsWith('-');

/** Kept as its digits: a float cannot hold ten cents. */
export const decimal = numberThat(
  () => true,
  'a number such as 12.5, with at most 15 digits before the point and 6 behind it',
);

/** A sum of money, without its currency. */
export const amount = numberThat(isPositive, 'a sum of money such as 1250000.00');

/** How much of the whole, in per cent. */
export const share = numberThat(
  (number) => isPositive(number) && !isLarger(number, '100'),
  'a number from 0 to 100, in per cent',
);

/** How much staff. */
export const fullTimeEquivalents = numberThat(isPositive, 'a number of full-time equivalents such as 2.5');

/** How many there are of something, at least one. */
export const count: Value<number> = {
  ...numberThat(() => true, `a whole number from 1 to ${LARGEST}`),
  read: (text, { numbers }) => {
    const digits = readDecimal(text, numbers) ?? '';
    return /^[1-9][0-9]{0,9}$/.test(digits) && Number(digits) <= LARGEST ? Number(digits) : undefined;
  },
};

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const currency: Value<string> = {
  expected: 'the code of a currency in ISO 4217, such as EUR',
  read: (code) => (CURRENCIES.has(code) ? code : undefined),
};

/** Whose way to write numbers a city's files have. */
export const numberLocale: Value<string> = {
  expected: 'a language tag whose way to write numbers is known, such as de, en or de-CH',
  read: (text) => {
    const tag = readLanguageTag(text);
    return tag !== undefined && notationOf(tag) !== undefined ? tag : undefined;
  },
};

/** A date to the precision that is known, kept in ISO 8601. */
export const partialDate: Value<string> = {
  expected: 'a date that exists, such as 2023, 2023-10 or 2023-10-06',
  read: (date, { numbers }) => readDate(date, numbers),
  advise: (date, { numbers }) => adviseOnDate(date, numbers),
};

const INSTANT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A point in time in ISO 8601, as such a text in UTC. A day stands for its beginning in UTC. */
export const instant: Value<string> = {
  expected: 'a point in time such as 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00, or a day such as 2026-03-01',
  read: (time) => {
    const day = INSTANT.exec(time)?.[1];
    // Date.parse alone takes 2026-02-30 for 2 March.
    if (day === undefined || !isPartialDate(day)) return undefined;
    const milliseconds = Date.parse(time);
    return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
  },
};

/** A language tag (BCP 47) in its canonical form. */
export const languageTag: Value<string> = {
  expected: 'a language tag (BCP 47) such as de, nl or en-GB',
  read: readLanguageTag,
};

/** A city's id in the network. */
export const citySlug: Value<string> = {
  expected: 'the slug of a city, such as gera or bad-nauheim',
  read: (slug) => (isCityId(slug) ? slug : undefined),
};

/** Room for a slug of a hundred characters. */
const MAX_CONCEPT_ID_LENGTH = 'concept:'.length + 100;

/** The id of a concept in the network's vocabulary. Whether the vocabulary has it is for the hub to know. */
export const conceptId: Value<string> = {
  expected: 'the id of a concept, such as concept:housing',
  read: (id) => (id.length <= MAX_CONCEPT_ID_LENGTH && isConceptId(id) ? id : undefined),
};

/** The id of a record of another city. Whether that city has it, it alone knows. */
export function idOfOthers(type: OwnedType): Value<string> {
  const isOwn = (id: string, { cityId }: ReadingContext): boolean => id.split(':')[0] === cityId;
  return {
    expected: `the id of another city's ${type}, such as gera:${type}:12`,
    read: (id, context) => {
      const parsed = parseId(id);
      return parsed?.owner === 'city' && parsed.type === type && !isOwn(id, context) ? id : undefined;
    },
    advise: (id, context) => (isOwn(id, context) ? "It is one of the city's own." : undefined),
  };
}

const WITH_ADDRESS = /^(.*?)\s+(https?:\/\/\S+)$/isu;

/** A title that may end in a web address, such as `SGB XII, § 67 https://law.example/67`. */
export const linkedTitle: Value<string> = {
  expected: `a title that may end in a web address, such as SGB XII, § 67 https://law.example/67`,
  read: (text, context) => {
    const { title, url } = splitLinkedTitle(text);
    const isRead =
      line.read(title, context) !== undefined && (url === null || webAddress.read(url, context) !== undefined);
    return isRead && !/^https?:/i.test(title) ? text : undefined;
  },
};

export function splitLinkedTitle(text: string): { readonly title: string; readonly url: string | null } {
  const [, title = text, url = null] = WITH_ADDRESS.exec(text) ?? [];
  return { title, url };
}
