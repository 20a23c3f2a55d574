import { hasWord } from '../../../subgraphs/search/question/cleanTyped';
import type { Texts } from '../language/Texts';
import type { Refused } from './askHub';
import { conditionOf } from './conditions';
import type { ConditionName } from './conditions';
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

/** Tells a refusal by the argument that is at fault, in the reader's language. */
export function describeRefusal(refused: Refused, search: Search, texts: Texts): ToldRefusal {
  const { argument = '', value } = refused;
  const byCode = reasonByCode(refused, texts);
  if (byCode !== undefined) return { reason: byCode, wayOn: undefined };
  const without = (name: string, other: Partial<Search>) => ({
    ...{ label: texts.withoutCondition(value ?? name), other },
  });
  switch (argument) {
    case 'text':
      return { reason: hasWord(search.text ?? '') ? texts.tooLong('text') : texts.noWord, wayOn: undefined };
    case 'after':
    case 'before':
      return { reason: texts.pageGone, wayOn: { label: texts.firstPage, other: {} } };
    case 'filter.cities':
      return { reason: value && texts.noSuchCity(value), wayOn: without('city', { cities: [] }) };
    case 'filter.alliances':
      return { reason: texts.unknownValue('alliance'), wayOn: without('alliance', { alliances: [] }) };
    case 'concepts':
      return { reason: texts.unknownValue('concepts'), wayOn: without('concepts', { concepts: [] }) };
  }
  const { conditions = {} } = search;
  const [, field = ''] = argument.split('.');
  const names = (Object.keys(conditions) as ConditionName[]).filter(
    (name) => field in (conditionOf(search.kind, name)?.filter(conditions[name] ?? []) ?? {}),
  );
  const [name] = names;
  if (name === undefined) return { reason: undefined, wayOn: undefined };
  const others = Object.fromEntries(Object.entries(conditions).filter(([each]) => !names.some((one) => one === each)));
  return {
    reason: name === 'near' && value !== undefined ? texts.noSuchCentre(value) : texts.unknownValue(name),
    wayOn: without(name, { conditions: others }),
  };
}
