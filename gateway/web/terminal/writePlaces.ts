import { contactLine } from '../facts/contact';
import { lineOf, list, only, tell } from '../facts/Fact';
import type { Fact, Piece } from '../facts/Fact';
import { describeCounting, describeNotCounted } from '../language/countTexts';
import { compareTextsOf, listNames } from '../language/compareTexts';
import { formatPartialDate } from '../language/describePeriod';
import { formatNumber } from '../language/formatAmount';
import { nameCountry, nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import type { CityAmongOthers, First, Listed, WholeSubject } from '../record/Record';
import type { Term } from '../search/SearchAnswer';
import { SEARCH_KINDS } from '../search/SearchKind';
import { describeCount } from '../search/subjectCounts';
import type { RecordText } from './RecordText';

type LineParts = readonly (Piece | string | null | undefined)[];

/** What a city is, and the first of what it has of each kind, each with its id, by which it can be shown. */
export function readCity(city: CityAmongOthers, texts: Texts): RecordText {
  const { population, status, alliances, similar } = city;
  const { kinds } = texts;
  const titled = ({ id, title, text }: Listed, more?: string): LineParts => [text?.title ?? title, more, id];
  return {
    title: [city.name, nameCountry(city.country, texts.language), ...alliances.map(({ name }) => name)].join(', '),
    summary: status === 'ADMITTED' ? null : `${texts.connections[status]}.`,
    facts: only(
      population === null
        ? undefined
        : tell(compareTextsOf(texts.language).population, formatNumber(String(population), texts.language)),
      tell(texts.languagesSpoken, city.languages.map((tag) => nameLanguage(tag, texts.language)).join(', ')),
      tell(texts.source, city.source),
      listing(kinds.programmes, city.programmes, texts, (each) => titled(each)),
      listing(kinds.offers, city.offers, texts, (each) => titled(each)),
      listing(kinds.experts, city.staff, texts, ({ id, name, role, department, contact }) => [
        name,
        ...[role, department].filter((part) => part !== name),
        ...contactLine(contact && { ...contact, post: null }, texts),
        id,
      ]),
      listing(kinds.exchanges, city.exchanges, texts, (each) =>
        titled(each, each.startsOn === null ? undefined : formatPartialDate(each.startsOn, texts.language)),
      ),
      listing(kinds.needs, city.needs, texts, (each) => titled(each)),
      listing(texts.subjects, city.topics, texts, ({ label, mappings }) => [
        label,
        mappings.flatMap(({ concept }) => concept?.id ?? [])[0],
      ]),
      similar.length === 0
        ? undefined
        : tell(
            compareTextsOf(texts.language).similarTo(city.name),
            listNames(
              similar.map(({ name }) => name),
              texts.language,
            ),
          ),
    ),
    footing: [],
  };
}

/** The first of a list with how many there are, and how many are not told. */
function listing<Item>(
  name: string,
  found: First<Item>,
  texts: Texts,
  read: (item: Item) => LineParts,
): Fact | undefined {
  if (found === null || found.totalCount === 0) return undefined;
  const shown = found.nodes.filter((item) => item !== null);
  const further = found.totalCount - shown.length;
  return list(texts.counted(name, found.totalCount), [
    ...shown.map(read),
    ...(further > 0 ? [[texts.andMore(further)]] : []),
  ]);
}

/** What a subject is, what is above and below it, and which cities have how much of it. */
export function readSubject(subject: WholeSubject, texts: Texts): RecordText {
  const { label, definition, altLabels, cities } = subject;
  const terms = (name: string, some: readonly Term[]) => tell(name, some.map((term) => term.label).join(', '));
  const { kinds } = texts;
  const further = cities === null ? 0 : cities.totalCount - cities.edges.length;
  const missing = describeNotCounted(cities?.notCounted ?? 0, texts.language);
  const counting = cities?.edges.some(({ atMost }) => atMost !== null)
    ? describeCounting(cities.edges, texts.language)
    : undefined;
  return {
    title: label,
    summary: definition,
    facts: only(
      tell(texts.alsoCalled, altLabels.join(', ')),
      terms(texts.broader, subject.broader),
      terms(texts.narrower, subject.narrower),
      terms(texts.related, subject.related),
      cities === null || cities.totalCount === 0
        ? tell(texts.cities, cities && texts.noCityHasIt)
        : list(texts.counted(texts.cities, cities.totalCount), [
            ...cities.edges.map(({ node, ...counts }): LineParts => [
              node.name,
              ...SEARCH_KINDS.map((kind) => {
                const count = describeCount(counts, kind);
                return count === null ? undefined : `${kinds[kind]} ${count}`;
              }),
              node.id,
            ]),
            ...(further > 0 ? [[texts.andMore(further)]] : []),
          ]),
    ),
    footing: lineOf(counting, missing),
  };
}
