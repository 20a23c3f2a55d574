import { isDecimal } from '../../contract/decimal';
import { lastDay } from '../../contract/partialDate';
import type { Filterable, FilterCheck, RecordKind } from './RecordKind';

// The filters that came with contract 1.1. What they ask for is taken from records, so that some pass and others do not.

interface NewFilters {
  /** What of a record they are about. */
  readonly fields: string;
  readonly checksOf: (records: readonly Filterable[]) => readonly FilterCheck[];
}

/** Values that are tried of each filter. */
const VALUES = 3;

interface Cost {
  readonly amount: string;
  readonly currency: string;
  readonly period: string;
  readonly scope: string;
}

const listOf = (record: Filterable, field: string): readonly unknown[] =>
  Array.isArray(record[field]) ? (record[field] as readonly unknown[]) : [];
const textsOf = (record: Filterable, field: string): readonly string[] => listOf(record, field) as readonly string[];
const costsOf = (record: Filterable): readonly Cost[] => listOf(record, 'costs') as readonly Cost[];
const startOf = ({ startsOn }: Filterable): readonly string[] => (typeof startsOn === 'string' ? [startsOn] : []);

/** Of what some records say in a field, the first few. */
function some<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].slice(0, VALUES);
}

const byUpdate = (records: readonly Filterable[]): readonly FilterCheck[] =>
  [
    '1990-01-01T00:00:00.000Z',
    ...some(records.map(({ updatedAt }) => String(updatedAt))),
    '2990-01-01T00:00:00.000Z',
  ].map((updatedSince) => ({
    filter: { updatedSince },
    passes: ({ updatedAt }) => Date.parse(String(updatedAt)) >= Date.parse(updatedSince),
  }));

const byPresence = (name: string, field: string): readonly FilterCheck[] =>
  [true, false].map((value) => ({
    filter: { [name]: value },
    passes: (record) => listOf(record, field).length > 0 === value,
  }));

/** The others are for CITY-150 to judge. */
const isWrittenRight = ({ amount, currency }: Cost): boolean => isDecimal(amount) && /^[A-Z]{3}$/.test(currency);

const byCosts = (records: readonly Filterable[]): readonly FilterCheck[] =>
  some(records.flatMap(costsOf).filter(isWrittenRight))
    .flatMap(({ amount, currency, period, scope }) => [
      { amount, currency, period, scope },
      { amount: '999999999999999', currency, period, scope },
    ])
    .map((costsBelow) => ({
      filter: { costsBelow },
      passes: (record) =>
        costsOf(record).some(
          ({ amount, currency, period, scope }) =>
            currency === costsBelow.currency &&
            period === costsBelow.period &&
            scope === costsBelow.scope &&
            Number(amount) < Number(costsBelow.amount),
        ),
    }));

const byFunder = (records: readonly Filterable[]): readonly FilterCheck[] => {
  const fundersOf = (record: Filterable): readonly string[] =>
    (listOf(record, 'funding') as readonly { readonly funder: string | null }[]).flatMap(({ funder }) => funder ?? []);
  return ['Nobody', ...some(records.flatMap(fundersOf))].map((funder) => ({
    filter: { funders: [funder] },
    passes: (record) => fundersOf(record).includes(funder),
  }));
};

const byTargetGroup = (records: readonly Filterable[]): readonly FilterCheck[] =>
  ['Nobody', ...some(records.flatMap((record) => textsOf(record, 'targetGroups')))]
    .flatMap((group) => [group, group.slice(1).toUpperCase()])
    .filter((group) => group !== '')
    .map((group) => ({
      filter: { targetGroups: [group] },
      passes: (record) =>
        textsOf(record, 'targetGroups').some((own) => own.toLowerCase().includes(group.toLowerCase())),
    }));

const byStart = (records: readonly Filterable[]): readonly FilterCheck[] =>
  ['1990', ...some(records.flatMap(startOf)), '2990-01-01'].map((startsAfter) => ({
    filter: { startsAfter },
    passes: (record) => startOf(record).some((startsOn) => lastDay(startsOn) > lastDay(startsAfter)),
  }));

const byLanguage = (language: string): FilterCheck => ({
  filter: { languages: [language] },
  passes: (record) => textsOf(record, 'languages').some((tag) => `${tag.toLowerCase()}-`.startsWith(`${language}-`)),
});

const byStatus = (status: string): FilterCheck => ({
  filter: { statuses: [status] },
  passes: (record) => record.status === status,
});

/** By the type of the records. */
export const newFiltersOf: Readonly<Record<RecordKind['typename'], NewFilters>> = {
  Staff: { fields: 'updatedAt', checksOf: byUpdate },
  Programme: {
    fields: 'updatedAt targetGroups results { indicator } costs { amount currency period scope } funding { funder }',
    checksOf: (records) => [
      ...byPresence('hasResults', 'results'),
      ...byPresence('hasCosts', 'costs'),
      ...byCosts(records),
      ...byFunder(records),
      ...byTargetGroup(records),
      ...byUpdate(records),
    ],
  },
  Exchange: {
    fields: 'updatedAt startsOn results { indicator }',
    checksOf: (records) => [...byPresence('hasResults', 'results'), ...byStart(records), ...byUpdate(records)],
  },
  Offer: {
    fields: 'updatedAt languages',
    checksOf: (records) => [...['de', 'en', 'nl', 'tlh'].map(byLanguage), ...byUpdate(records)],
  },
  Need: {
    fields: 'updatedAt status',
    checksOf: (records) => [...['OPEN', 'MET'].map(byStatus), ...byUpdate(records)],
  },
  Topic: { fields: 'id', checksOf: () => [] },
};
