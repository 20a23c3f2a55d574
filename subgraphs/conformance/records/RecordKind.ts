import { EXCHANGE_KINDS, OFFER_KINDS, PROGRAMME_STATUSES, STAFF_KINDS } from '../../contract/enums';

/** A kind of record that a city owns, as its contract has it. */
export interface RecordKind {
  readonly idType: 'staff' | 'programme' | 'exchange' | 'topic' | 'need' | 'offer';
  readonly typename: 'Staff' | 'Programme' | 'Exchange' | 'Topic' | 'Need' | 'Offer';
  /** The field of `City` that lists them. */
  readonly list: 'staff' | 'programmes' | 'exchanges' | 'topics' | 'needs' | 'offers';
  /** The field that a record always has. */
  readonly heading: 'name' | 'title' | 'label';
}

export const staff: RecordKind = { idType: 'staff', typename: 'Staff', list: 'staff', heading: 'name' };
export const programme: RecordKind = {
  idType: 'programme',
  typename: 'Programme',
  list: 'programmes',
  heading: 'title',
};
export const exchange: RecordKind = { idType: 'exchange', typename: 'Exchange', list: 'exchanges', heading: 'title' };
export const topic: RecordKind = { idType: 'topic', typename: 'Topic', list: 'topics', heading: 'label' };
export const need: RecordKind = { idType: 'need', typename: 'Need', list: 'needs', heading: 'title' };
export const offer: RecordKind = { idType: 'offer', typename: 'Offer', list: 'offers', heading: 'title' };

export const recordKinds: readonly RecordKind[] = [staff, programme, exchange, topic, need, offer];

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
