import { EXCHANGE_KINDS, OFFER_KINDS, PROGRAMME_STATUSES, STAFF_KINDS } from '../../contract/enums';
/** A record as far as filters are about it: the fields that were asked for. */
export type Filterable = Readonly<Record<string, unknown>>;

/** A filter of the contract, and which records pass it. */
export interface FilterCheck {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly passes: (record: Filterable) => boolean;
}

const byValue = (filterField: string, field: string, values: readonly string[]): readonly FilterCheck[] =>
  values.map((value) => ({ filter: { [filterField]: [value] }, passes: (record) => record[field] === value }));

const byFlag = (field: string): readonly FilterCheck[] =>
  [true, false].map((value) => ({ filter: { [field]: value }, passes: (record) => record[field] === value }));

/** RFC 4647 basic filtering: `de` also finds `de-AT`. */
const byLanguage = (language: string): FilterCheck => ({
  filter: { languages: [language] },
  passes: ({ languages }) => (languages as string[]).some((tag) => `${tag.toLowerCase()}-`.startsWith(`${language}-`)),
});

/** By `kind` and `languages`. No city speaks Klingon. */
export const staffFilters: readonly FilterCheck[] = [
  ...byValue('kinds', 'kind', STAFF_KINDS),
  { filter: { kinds: STAFF_KINDS }, passes: () => true },
  ...['de', 'en', 'nl', 'tlh'].map(byLanguage),
];

/** By `status`, `goodPractice` and `openToVisitors`. */
export const programmeFilters: readonly FilterCheck[] = [
  ...byValue('statuses', 'status', PROGRAMME_STATUSES),
  ...byFlag('goodPractice'),
  ...byFlag('openToVisitors'),
];

/** By `kind`. */
export const exchangeFilters: readonly FilterCheck[] = byValue('kinds', 'kind', EXCHANGE_KINDS);

/** By `kind`. */
export const offerFilters: readonly FilterCheck[] = byValue('kinds', 'kind', OFFER_KINDS);
