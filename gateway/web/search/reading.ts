import { nameCountry } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { withoutPlace } from '../../../subgraphs/directory/places/withoutPlace';
import { withoutCities } from './conditions';
import { leavesNoCity } from './coverage';
import type { Search, SearchKind } from './Search';
import type {
  AnswerStatus,
  Coverage,
  HitPage,
  IgnoredReason,
  NamedCity,
  NearQuestion,
  Term,
  UnderstoodPart,
} from './SearchAnswer';

/** What of an answer tells how the question was read. */
export type ReadPage = Pick<
  HitPage<unknown>,
  | 'totalCount'
  | 'totalCountIsExact'
  | 'totalMatchingAll'
  | 'understood'
  | 'ignored'
  | 'didYouMean'
  | 'nearQuestions'
  | 'expansion'
  | 'coverage'
  | 'facets'
>;

/** So many terms are read at a glance. */
export const MOST_SHOWN = 6;

/** A subject that has so many below it is broad, and whoever asks for it may mean one of them. */
const FEWEST_BELOW_A_BROAD_ONE = 40;

/** A place as typed, with the cities, alliances and countries that it means. */
export interface ShownPlace {
  readonly text: string;
  readonly parts: readonly Pick<UnderstoodPart, 'label' | 'country'>[];
  /** Whether the question leaves these out. */
  readonly isExcluded: boolean;
}

/** What the question was taken to mean, short enough to be read. */
export interface ShownReading {
  readonly concepts: readonly Term[];
  /** Labels of the narrower ones that are searched for too. */
  readonly narrower: readonly string[];
  /** Where nothing but one broad subject was named: those right below it, to choose from, those with most hits first. */
  readonly choices: readonly Term[];
  readonly places: readonly ShownPlace[];
  /** The cities meant, where nothing else was named. */
  readonly cities: readonly NamedCity[];
  readonly words: readonly string[];
  readonly ignored: readonly { readonly reason: IgnoredReason; readonly words: string }[];
}

export function readingOf({ understood, ignored, expansion, facets }: ReadPage): ShownReading {
  const concepts = understood.flatMap(({ concept }) => concept ?? []);
  const isPlace = ({ kind }: { readonly kind: string }) => ['CITY', 'ALLIANCE', 'COUNTRY'].includes(kind);
  const places = understood.filter(isPlace);
  const typed = [...new Set(places.map(({ text }) => text))];
  const narrower =
    concepts.length === 0 ? [] : expansion.filter(({ id }) => !concepts.some((concept) => concept.id === id));
  const reasons = [...new Set(ignored.map(({ reason }) => reason))];
  return {
    concepts: concepts.slice(0, MOST_SHOWN),
    narrower: narrower.map(({ label }) => label),
    choices:
      concepts.length === 1 && narrower.length >= FEWEST_BELOW_A_BROAD_ONE
        ? largestFirst(concepts[0]?.narrower ?? [], facets)
        : [],
    places: typed.map((text) => ({
      text,
      parts: places.filter((place) => place.text === text),
      isExcluded: places.some((place) => place.text === text && place.excluded),
    })),
    cities: understood.every(({ kind, excluded }) => kind === 'CITY' && !excluded)
      ? places.flatMap(({ city }) => city ?? [])
      : [],
    words: understood
      .flatMap(({ kind, text }) => (kind === 'NAME' || kind === 'WORD' ? [text] : []))
      .slice(0, MOST_SHOWN),
    ignored: reasons.map((reason) => ({
      reason,
      words: listShortly(ignored.filter((each) => each.reason === reason).map(({ text }) => text)),
    })),
  };
}

/** Terms to choose from: first those of which most was found, where that was counted. */
function largestFirst(terms: readonly Term[], facets: ReadPage['facets']): readonly Term[] {
  const counted = (facets?.concepts ?? []).flatMap(({ concept }) => terms.find(({ id }) => id === concept.id) ?? []);
  return [...counted, ...terms.filter((term) => !counted.includes(term))];
}

function listShortly(words: readonly string[]): string {
  return words.slice(0, MOST_SHOWN).join(', ') + (words.length > MOST_SHOWN ? ', …' : '');
}

/** How the question was read, in lines: for a terminal and for the last line of a file. */
export function describeReading(page: ReadPage, texts: Texts): readonly string[] {
  const { concepts, narrower, choices, places, cities, words, ignored } = readingOf(page);
  const near = describeNear(page, texts).map(({ question, cities }) => `${question} (${cities})`);
  const also = narrower.length > 0 ? ` · ${texts.andNarrower(narrower.length)}` : '';
  return [
    ...(concepts.length > 0 ? [`${texts.understoodAs}: ${concepts.map(({ label }) => label).join(' · ')}${also}`] : []),
    ...(choices.length > 0 ? [`${texts.isBroad}: ${listShortly(choices.map(({ label }) => label))}`] : []),
    ...(words.length > 0 ? [`${texts.searchedWords}: ${words.join(' · ')}`] : []),
    ...(cities.length > 0
      ? cities.map((city) => describeCity(city, texts))
      : places.map((place) => capitalise(describePlace(place, texts)))),
    ...ignored.map(({ reason, words: list }) => `${texts.ignored[reason]}: ${list}`),
    ...(page.didYouMean.length > 0
      ? [`${texts.didYouMean}: ${page.didYouMean.map(({ label }) => label).join(' · ')}?`]
      : []),
    ...describeBound(page, texts),
    ...(describeMatchingAll(page, texts) ?? []),
    ...(near.length > 0 ? [`${texts.nearQuestion}: ${near.join(' · ')}`] : []),
  ];
}

/** A place of the question as a condition: `only Gera`, `not Gera`. */
export function describePlace({ parts, isExcluded }: ShownPlace, texts: Texts): string {
  const names = listShortly(
    parts.map(({ label, country }) => (country ? nameCountry(country, texts.language) : label)),
  );
  return isExcluded ? texts.notPlace(names) : texts.onlyPlace(names);
}

const SILENT: ReadonlySet<AnswerStatus> = new Set(['TIMED_OUT', 'UNREACHABLE', 'REFUSED', 'INVALID']);

/** Whether cities were asked, and none gave an answer. */
function isSilence({ cities }: Coverage): boolean {
  return cities.length > 0 && cities.every(({ status }) => SILENT.has(status));
}

/** How many were found, or how many at least where something is missing; of none, whether that may be for want of an answer. */
export function describeFound(
  kind: SearchKind,
  { totalCount, totalCountIsExact, coverage }: Pick<ReadPage, 'totalCount' | 'totalCountIsExact' | 'coverage'>,
  texts: Texts,
): string {
  if (totalCount === 0) {
    if (leavesNoCity(coverage)) return texts.noCityMeets;
    if (isSilence(coverage)) return texts.noneAnswered(coverage.cities.length);
    const noneFound = texts.noneFound[kind];
    return coverage.complete ? noneFound : texts.noneFoundYet(noneFound);
  }
  return texts.found(kind, totalCount, !totalCountIsExact ? 'MORE_THAN' : coverage.complete ? 'ALL' : 'AT_LEAST');
}

/** That not all that matches is among what was found, where that is so. */
export function describeBound(
  { totalCountIsExact }: Pick<ReadPage, 'totalCountIsExact'>,
  texts: Texts,
): readonly string[] {
  return totalCountIsExact ? [] : [texts.moreThanCounted];
}

/** How many of what was found have all subjects of the question, where it has several. */
export function describeMatchingAll(
  { totalCount, totalMatchingAll }: ReadPage,
  texts: Texts,
): readonly string[] | undefined {
  return totalMatchingAll === null || totalCount === 0 ? undefined : [texts.matchingAll(totalMatchingAll)];
}

/**
 * Questions near one that found nothing, and how many cities count something for each. Where no city answered, what they count
 * for another question is no way on: only to ask others is.
 */
export function describeNear(
  { nearQuestions, coverage }: Pick<ReadPage, 'nearQuestions' | 'coverage'>,
  texts: Texts,
): readonly { readonly question: string; readonly cities: string; readonly near: NearQuestion }[] {
  const open = (nearQuestions ?? []).filter(({ everywhere }) => everywhere || !isSilence(coverage));
  return open.map((near) => {
    const what = near.concept?.label ?? texts.asAsked;
    return {
      question: `${texts.kinds[kindOf(near)]}: ${what}${near.everywhere ? `, ${texts.inAllCities}` : ''}`,
      cities: texts.inCities(near.cities),
      near,
    };
  });
}

/** What of a search is another one for a question near it. */
export function searchNear(near: NearQuestion, search: Search, page: ReadPage): Partial<Search> {
  const { text = '', conditions = {} } = search;
  const kind = kindOf(near);
  const rest = readingOf(page).places.reduce((left, place) => withoutPlace(left, place.text), text);
  return {
    kind,
    ...(near.everywhere && {
      text: rest === '' ? undefined : rest,
      ...{ cities: [], alliances: [], conditions: withoutCities(conditions) },
    }),
    ...(near.concept && { text: near.concept.label, concepts: [] }),
  };
}

function kindOf({ kind }: NearQuestion): SearchKind {
  return kind.toLowerCase() as SearchKind;
}

/** A city that was asked for, in a line: `Gera (DE), 104,659 inhabitants`. */
export function describeCity({ name, country, population, connected }: NamedCity, texts: Texts): string {
  const facts = [`${name} (${country})`];
  if (population !== null) facts.push(texts.inhabitants(population.toLocaleString(texts.language)));
  if (!connected) facts.push(texts.hostsNoServer);
  return facts.join(', ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
