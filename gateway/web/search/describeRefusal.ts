import { hasWord } from '../../../subgraphs/search/question/cleanTyped';
import { formatNumber } from '../language/formatAmount';
import { refusalTextsOf } from '../language/refusalTexts';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import type { Refused } from './askHub';
import { conditionOf } from './conditions';
import type { ConditionName, Conditions } from './conditions';
import type { Search } from './Search';

/** Why a search was refused, as its reader is told. */
interface ToldRefusal {
  /** Undefined where the hub's own words, which are English, have to do. */
  readonly reason: string | undefined;
  /** What of the search is another one that is not refused for that, and how the link to it is called. */
  readonly wayOn: { readonly label: string; readonly other: Partial<Search> } | undefined;
}

/** Why whoever asks too much is refused, whatever it is about. Undefined for any other code. */
export function reasonByCode(
  { code, retryAfter }: Pick<Refused, 'code' | 'retryAfter'>,
  texts: Texts,
): string | undefined {
  if (code === 'RATE_LIMITED') {
    const wait = retryAfter === undefined ? '' : ` ${texts.askAgainIn(retryAfter)}`;
    return `${texts.tooManyQuestions}.${wait}`;
  }
  return code === 'TOO_COSTLY' ? texts.tooCostly : undefined;
}

/** What is wrong by the argument at fault, as far as that is told alike whatever was asked. */
export function reasonByArgument(
  { argument, value }: Pick<Refused, 'argument' | 'value'>,
  text: string | undefined,
  texts: Texts,
): string | undefined {
  switch (argument) {
    case 'text':
      return hasWord(text ?? '') ? texts.tooLong('text') : texts.noWord;
    case 'after':
    case 'before':
      return texts.pageGone;
    case 'city':
    case 'filter.cities':
    case 'filter.notCities':
      return value && texts.noSuchCity(value);
    case 'filter.near.city':
      return value && texts.noSuchCentre(value);
    case 'filter.alliances':
      return texts.unknownValue('alliance');
    case 'filter.notAlliances':
      return texts.unknownValue('notAlliance');
    case 'concepts':
      return texts.unknownValue('concepts');
    default:
      return undefined;
  }
}

/** Tells a refusal by the argument that is at fault, in the reader's language. */
export function describeRefusal(refused: Refused, search: Search, texts: Texts): ToldRefusal {
  const { argument = '', value } = refused;
  const byCode = reasonByCode(refused, texts);
  if (byCode !== undefined) return { reason: byCode, wayOn: undefined };
  const reason = reasonByArgument(refused, search.text, texts);
  const without = (name: string, other: Partial<Search>) => ({
    ...{ label: texts.withoutCondition(value ?? name), other },
  });
  switch (argument) {
    case 'text':
      return { reason, wayOn: undefined };
    case 'after':
    case 'before':
      return { reason, wayOn: { label: texts.firstPage, other: {} } };
    case 'filter.cities':
      return { reason, wayOn: without('city', { cities: [] }) };
    case 'filter.alliances':
      return { reason, wayOn: without('alliance', { alliances: [] }) };
    case 'concepts':
      return { reason, wayOn: without('concepts', { concepts: [] }) };
  }
  const { conditions = {} } = search;
  const reversed = reversedSizes(conditions);
  if (argument === 'filter.population' && reversed !== undefined) return describeReversed(reversed, conditions, texts);
  const [, field = ''] = argument.split('.');
  const names = (Object.keys(conditions) as ConditionName[]).filter(
    (name) => field in (conditionOf(search.kind, name)?.filter(conditions[name] ?? []) ?? {}),
  );
  const [name] = names;
  if (name === undefined) return { reason: undefined, wayOn: undefined };
  const others = Object.fromEntries(Object.entries(conditions).filter(([each]) => !names.some((one) => one === each)));
  return { reason: reason ?? texts.unknownValue(name), wayOn: without(name, { conditions: others }) };
}

interface Sizes {
  readonly least: string;
  readonly most: string;
}

/** The least and the greatest number of inhabitants, where no city can have both. */
function reversedSizes({ populationMin, populationMax }: Conditions): Sizes | undefined {
  const [least = '0', most = 'Infinity'] = [populationMin?.[0], populationMax?.[0]];
  return Number(least) > Number(most) ? { least, most } : undefined;
}

/** The way on is the search with both numbers in their places. */
function describeReversed({ least, most }: Sizes, conditions: Conditions, { language }: Texts): ToldRefusal {
  const write = (count: string): string => formatNumber(count, language);
  return {
    reason: refusalTextsOf(language).sizesReversed(write(least), write(most)),
    wayOn: {
      label: searchTextsOf(language).inhabitants(write(most), write(least)),
      other: { conditions: { ...conditions, populationMin: [most], populationMax: [least] } },
    },
  };
}
