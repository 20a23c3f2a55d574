import { formatNumber } from '../language/formatAmount';
import { searchTextsOf } from '../language/searchTexts';
import type { FacetName } from '../language/searchTexts';
import { nameCountry, nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import type { ConditionName } from './conditions';
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

type Counted = Pick<FacetsOfAnswer['concepts'][number], 'count' | 'fewerThan'>;

/** How the matches divide, each value with the search that it leads to. What divides into nothing is left out. */
export function facetGroupsOf(facets: FacetsOfAnswer, search: Search, texts: Texts): readonly FacetGroup[] {
  const { language, roles, statuses, needStatuses } = texts;
  const words = searchTextsOf(language);

  function group<Value extends Counted>(
    name: FacetName,
    values: readonly Value[] | undefined,
    read: (value: Value) => Pick<FacetValue, 'label' | 'isInForce' | 'other'>,
  ): FacetGroup {
    const countOf = ({ count, fewerThan }: Counted) =>
      count === null ? (fewerThan == null ? '' : words.fewerThan(fewerThan)) : formatNumber(String(count), language);
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
    group('subject', facets.concepts, ({ concept }) => among('concepts', concept.id, concept.label)),
    group('country', facets.countries, ({ country }) => condition('country', country, nameCountry(country, language))),
    group('city', facets.cities, ({ city }) => among('cities', city.id, city.name)),
    group('size', facets.populations, ({ population }) => size(population)),
    group('alliance', facets.alliances, ({ alliance }) => among('alliances', alliance.id, alliance.name)),
    group('status', facets.statuses, ({ status }) => condition('status', status, statuses[status])),
    group('status', facets.needStatuses, ({ status }) => condition('status', status, needStatuses[status])),
    group('role', facets.roles, ({ role }) => condition('role', role, roles[role])),
    group('language', facets.languages, ({ language: tag }) => condition('language', tag, nameLanguage(tag, language))),
    group('goodPractice', facets.goodPractice, ({ value }) =>
      condition('goodPractice', String(value), words.goodPractice[`${value}`]),
    ),
    group('openToVisitors', facets.openToVisitors, ({ value }) =>
      condition('openToVisitors', String(value), words.openToVisitors[`${value}`]),
    ),
    group('funder', facets.funders, ({ funder }) => condition('funder', funder, funder)),
    group('year', facets.years, ({ year }) => ({ label: String(year), isInForce: false, other: undefined })),
  ].filter(({ values }) => values.length > 0);
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
