import { formatNumber } from '../language/formatAmount';
import { searchTextsOf } from '../language/searchTexts';
import type { FacetName } from '../language/searchTexts';
import { nameCountry, nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { conditionOf } from './conditions';
import type { ConditionName } from './conditions';
import type { FacetField } from './facetSelection';
import type { Search } from './Search';
import type { FacetsOfAnswer } from './SearchAnswer';

/** A way to divide what was found, with the values that it has. */
export interface FacetGroup {
  readonly name: FacetName;
  readonly values: readonly FacetValue[];
}

interface FacetValue {
  readonly label: string;
  /** How many match, or that they are few. */
  readonly count: string;
  readonly isInForce: boolean;
  /** What of the search is another with this condition, or without it where it is in force. Undefined where no search has it. */
  readonly other: Partial<Search> | undefined;
}

/** A value of a facet, with its count. */
type ValueOf<Field extends FacetField> = NonNullable<FacetsOfAnswer[Field]>[number];

type Counted = Pick<FacetsOfAnswer['concepts'][number], 'count' | 'fewerThan'>;

/** How the matches divide, each value with the search that it leads to. What divides into nothing is left out. */
export function facetGroupsOf(facets: FacetsOfAnswer, search: Search, texts: Texts): readonly FacetGroup[] {
  const { language, roles, statuses, needStatuses } = texts;
  const words = searchTextsOf(language);

  function group<Field extends FacetField>(
    name: FacetName,
    field: Field,
    read: (value: ValueOf<Field>) => Pick<FacetValue, 'label' | 'isInForce' | 'other'>,
    values = facets[field] as readonly ValueOf<Field>[] | undefined,
  ): FacetGroup {
    const more = facets.atLeast?.includes(field) === true ? '+' : '';
    const countOf = ({ count, fewerThan }: Counted) =>
      count !== null ? `${formatNumber(String(count), language)}${more}` : fewerThan == null ? '' : `< ${fewerThan}`;
    return { name, values: (values ?? []).map((value) => ({ ...read(value), count: countOf(value) })) };
  }

  const among = (field: 'concepts' | 'cities' | 'alliances', id: string, label: string) => {
    const isInForce = search[field].includes(id);
    const others = search[field].filter((other) => other !== id);
    return { label, isInForce, other: { [field]: isInForce ? others : [...others, id] } };
  };
  const condition = (name: ConditionName, value: string, label: string) => {
    const { conditions = {} } = search;
    const given = conditions[name] ?? [];
    const isInForce = given.includes(value);
    const values = isInForce ? given.filter((other) => other !== value) : [...(isList(name) ? given : []), value];
    return { label, isInForce, other: { conditions: { ...conditions, [name]: values } } };
  };
  const size = ({ min, below }: { readonly min: number; readonly below: number | null }) => {
    const conditions = { ...search.conditions, populationMin: [], populationMax: [] };
    const [least, most] = [String(min), below === null ? undefined : String(below - 1)];
    const isInForce =
      (search.conditions?.populationMin?.[0] ?? '0') === least && search.conditions?.populationMax?.[0] === most;
    const range = { ...(min > 0 && { populationMin: [least] }), ...(most !== undefined && { populationMax: [most] }) };
    return {
      label: describeSize(min > 0 ? least : undefined, most, texts),
      isInForce,
      other: { conditions: isInForce ? conditions : { ...conditions, ...range } },
    };
  };

  return [
    group('subject', 'concepts', ({ concept }) => among('concepts', concept.id, concept.label)),
    group('country', 'countries', ({ country }) => condition('country', country, nameCountry(country, language))),
    group('city', 'cities', ({ city }) => among('cities', city.id, city.name)),
    group('size', 'populations', ({ population }) => size(population)),
    group('alliance', 'alliances', ({ alliance }) => among('alliances', alliance.id, alliance.name)),
    group('status', 'statuses', ({ status }) => condition('status', status, statuses[status])),
    group('status', 'needStatuses', ({ status }) => condition('status', status, needStatuses[status])),
    group('role', 'roles', ({ role }) => condition('role', role, roles[role])),
    group('language', 'languages', ({ language: tag }) => condition('language', tag, nameLanguage(tag, language))),
    group('goodPractice', 'goodPractice', ({ value }) =>
      condition('goodPractice', String(value), words.goodPractice[`${value}`]),
    ),
    group('openToVisitors', 'openToVisitors', ({ value }) =>
      condition('openToVisitors', String(value), words.openToVisitors[`${value}`]),
    ),
    group('funder', 'funders', ({ funder }) => condition('funder', funder, funder)),
    conditionOf(search.kind, 'startsAfter') === undefined
      ? group(
          'year',
          'years',
          ({ year }) => ({ label: String(year), isInForce: false, other: undefined }),
          [...(facets.years ?? [])].sort((one, other) => other.year - one.year),
        )
      : group(
          'year',
          'years',
          ({ year }) => condition('startsAfter', dayBefore(year), words.yearOrLater(year)),
          countedOn(facets.years ?? []),
        ),
  ].filter(({ values }) => values.length > 0);
}

/** What begins in a year or later begins after this day. */
function dayBefore(year: number): string {
  return `${year - 1}-12-31`;
}

/** Years, the last one first, each with what began in it or later. */
function countedOn(years: NonNullable<FacetsOfAnswer['years']>): NonNullable<FacetsOfAnswer['years']> {
  let sum = 0;
  return [...years]
    .sort((one, other) => other.year - one.year)
    .map(({ year, count }) => ({ year, count: (sum += count ?? 0) }));
}

/** Whether one of several values may be met. */
function isList(name: ConditionName): boolean {
  return name === 'country' || name === 'language' || name === 'role' || name === 'status';
}

/** A range of inhabitants; each end as digits, or undefined where it has none. */
export function describeSize(least: string | undefined, most: string | undefined, texts: Texts): string {
  const write = (number: string | undefined) => number && formatNumber(number, texts.language);
  return searchTextsOf(texts.language).inhabitants(write(least), write(most));
}
