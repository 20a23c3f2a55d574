import type { Network } from '../network/Network';
import { foldText } from '../vocabulary/foldText';
import {
  isBeforeThings,
  isContactWord,
  isFillerWord,
  isInfinitive,
  isKindWordOfAnyLanguage,
  isListWordOfAnyLanguage,
  isStopWordOfAnyLanguage,
  languagesOfStopWord,
} from '../vocabulary/wordLists';
import { isSurname, isTitle } from '../vocabulary/wordLists';
import {
  isAlsoWord,
  exclusionOf,
  isArticle,
  isBetweenExclusions,
  isCountry,
  isExclusionBehind,
  isNationality,
  isPlaceElsewhere,
  isPlaceKind,
  mostWordsElsewhere,
  MOST_WORDS_OF_EXCLUSION,
  prepositionOf,
} from './placeLists';
import type { Exclusion } from './placeLists';
import { PlaceNames } from './PlaceNames';
import type { FoundPlaces, NamedPlace } from './PlaceNames';

/** Takes the places out of a question in words. */
export type PlaceReader = (question: string, network: Network) => PlaceReading;

/** The places that a question names, and the question without them. */
export interface PlaceReading {
  /** In the order of the question. */
  readonly mentions: readonly PlaceMention[];
  /** Names of municipalities and regions that the network does not have, and of countries that it has no city in, as typed. */
  readonly unknown: readonly string[];
  /** Names that more cities have than can be meant, and what is not meant alone (`not only in Gera`), of which no condition can be made; as typed. */
  readonly vague: readonly string[];
  /** What is left to be read. */
  readonly rest: string;
}

export interface PlaceMention {
  /** As typed, without what stands before it; where it is left out, with all that says so: `not in Gera or Velbert`. */
  readonly text: string;
  /** At least one, any of which is meant, or none where it is left out. */
  readonly places: readonly NamedPlace[];
  /** Whether the question leaves these out. */
  readonly isExcluded: boolean;
}

/** What goes beyond is not read, as in questions. */
const MOST_CHARACTERS = 500;
/** A name that more cities have means none of them: `Neustadt`. */
const MOST_PLACES_OF_A_NAME = 20;
const LEAST_LETTERS_ELSEWHERE = 4;
/** A verb alone may stand in small letters beside a German noun. */
const FEWEST_OTHERS = 2;

/** What labels have, word by word: see `Vocabulary`. */
export interface LabelWords {
  knows(word: string): boolean;
  isLabel(word: string): boolean;
}

interface Word {
  readonly folded: string;
  readonly isCapital: boolean;
  /** Whether it has capitals alone, as `NRW`. */
  readonly isInitials: boolean;
  /** Whether a sign stands right before it by which search engines leave it out: `-Gera`. */
  readonly hasMinus: boolean;
  /** Where it starts with that sign. */
  readonly start: number;
  readonly end: number;
}

/** Words of the question that may name a place. */
interface Candidate {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly key: string;
  /** Undefined for a place that the network does not have. */
  readonly found: FoundPlaces | undefined;
  /** Whether it is a country that the network has no city in. */
  readonly isCountryElsewhere?: boolean;
  /** Whether it stands in another form: `Geras`, `Geraer`. */
  readonly isInflected: boolean;
}

/** What stands before a name: from which word on, and what that tells. */
interface Before {
  readonly from: number;
  readonly tells: 'KIND' | 'LOCATION' | 'ORIGIN' | null;
  /** Whether an article stands between, as it does before regions and things, and not before cities. */
  readonly hasArticle?: boolean;
}

/**
 * Reads places, the longest names first: those of the network in whatever form (see `PlaceNames`), with the endings of German,
 * Dutch and English (`Geras`, `Berliner`, `Amsterdamse`), and then those of municipalities and regions that it does not have.
 *
 * A name of several words means the place. A single word that is nothing else does, too. One that is also a word of labels, as
 * Essen, or of a language, as Halle, needs that
 *
 * - a preposition or the kind of a place stands before it: `in Essen`, `Stadt Essen`, `Gera und Essen`; or
 * - it stands alone; or
 * - it has a capital within a question in a language that writes no nouns so: `how does Essen help?`
 *
 * In small letters it is a verb behind `zu` and the like, and alone none but in a question without capitals: `Was gibt es zu essen?`
 *
 * A country that the network has cities in is meant by `Dutch cities`, and by its name where that stands alone or where a preposition,
 * the kind of a place or what leaves it out stands before it: `in Germany`, `cities of Germany`, `not in the Netherlands`, and not in
 * `cooperation with Germany`. One that it has no cities in is told where it would be meant by its name. `from Germany` is where examples come from, and as often people: it needs a word as `examples` before it.
 *
 * One that follows a title is the name of a person: `Frau Weimar`. Outside the network the rules are stricter, since thousands
 * of names would be found in any text: a word of labels never counts without the kind of a place before it, or behind a preposition the
 * only capital or one that is no label by itself (`in Dublin`, of "Dublin regulation"), nor do words that begin with small letters in a
 * question that has capitals, and what stands beside another unknown word is a person's name.
 */
export function createPlaceReader(labels: LabelWords): PlaceReader {
  return (question, network) => {
    const text = question.slice(0, MOST_CHARACTERS).normalize('NFC');
    const names = PlaceNames.of(network);
    const words = splitIntoWords(text);
    const sentence = new Sentence(words, labels);
    const phrases: Phrase[] = [];
    for (let at = 0; at < words.length;) {
      const last = phrases.at(-1);
      const before = sentence.before(at, last?.to);
      const meant = candidatesAt(at, words, names).find((candidate) => sentence.isMeant(candidate, before));
      if (meant === undefined) {
        at += 1;
        continue;
      }
      const exclusion = sentence.exclusionBefore(before.from);
      if (last !== undefined && exclusion === undefined && sentence.isNeither(last, before.from)) {
        last.role = 'EXCLUDED';
        last.from -= 1;
      }
      if (last !== undefined && exclusion === undefined && sentence.isListed(last, before.from)) {
        last.places.push(meant);
        last.to = meant.to;
      } else {
        phrases.push({ places: [meant], role: 'MEANT', from: before.from, to: meant.to, ...exclusion });
      }
      at = meant.to;
    }
    return tell(text, words, excludeBehind(phrases, sentence));
  };
}

/** Places that are meant alike, and from and to which word they stand in the question with all that belongs to them. */
interface Phrase {
  readonly places: Candidate[];
  from: number;
  to: number;
  role: 'MEANT' | Exclusion;
}

/** Where the word that excludes a place stands behind it, as in `Gera und Velbert ausgenommen`: it and those that are listed with it. */
function excludeBehind(phrases: readonly Phrase[], sentence: Sentence): readonly Phrase[] {
  return phrases.flatMap((phrase, at): readonly Phrase[] => {
    const { places, from, to, role } = phrase;
    const isOfNext = phrases[at + 1]?.from === to;
    if (role !== 'MEANT' || isOfNext || !sentence.isExcludedBehind(to)) return [phrase];
    const first = places.findLastIndex((place, index) => index === 0 || !sentence.isJoined(place.from));
    const start = first === 0 ? from : (places[first]?.from ?? from);
    const excluded: Phrase = { places: places.slice(first), from: start, to: to + 1, role: 'EXCLUDED' };
    return first === 0 ? [excluded] : [{ ...phrase, places: places.slice(0, first), to: start }, excluded];
  });
}

function tell(text: string, words: readonly Word[], phrases: readonly Phrase[]): PlaceReading {
  const quote = ({ from, to }: { readonly from: number; readonly to: number }) =>
    text.slice(words[from]?.start, words[to - 1]?.end);
  const isVague = ({ found }: Candidate) => found !== undefined && found.places.length > MOST_PLACES_OF_A_NAME;
  const placesOf = (candidates: readonly Candidate[]) =>
    candidates.flatMap((each) => (isVague(each) ? [] : (each.found?.places ?? [])));
  return {
    mentions: phrases.flatMap((phrase) => {
      if (phrase.role === 'NOT_ALONE') return [];
      const isExcluded = phrase.role === 'EXCLUDED';
      return (isExcluded ? [phrase] : phrase.places.map((place) => ({ ...place, places: [place] })))
        .map((each) => ({ text: quote(each), places: placesOf(each.places), isExcluded }))
        .filter(({ places }) => places.length > 0);
    }),
    unknown: phrases.flatMap(({ places }) => places.filter(({ found }) => found === undefined).map(quote)),
    vague: phrases.flatMap((phrase) => {
      const isTold = phrase.role === 'NOT_ALONE' && placesOf(phrase.places).length > 0;
      return isTold ? [quote(phrase)] : phrase.places.filter(isVague).map(quote);
    }),
    rest: without(
      text,
      phrases.map(({ from, to }) => [words[from]?.start ?? 0, words[to - 1]?.end ?? 0]),
    ),
  };
}

/** The words of a question, and what those around a name tell of it. */
class Sentence {
  readonly #words: readonly Word[];
  readonly #labels: LabelWords;
  readonly #isSmall: boolean;
  /** Whether it is in a language in which a noun has no capital. */
  readonly #hasSmallNouns: boolean;

  constructor(words: readonly Word[], labels: LabelWords) {
    this.#words = words;
    this.#labels = labels;
    this.#isSmall = words.every(({ isCapital }) => !isCapital);
    const languages = words.map(({ folded }) => languagesOfStopWord(folded)).filter(({ length }) => length > 0);
    const isGerman = (of: readonly string[]) => of.includes('de');
    this.#hasSmallNouns =
      languages.some((of) => !isGerman(of)) && languages.filter(isGerman).every((of) => of.length > 1);
  }

  isMeant(candidate: Candidate, before: Before): boolean {
    const { tells, hasArticle } = before;
    if (this.#is(candidate.from - 1, isTitle)) return false;
    if (candidate.found?.by === 'COUNTRY' || candidate.isCountryElsewhere)
      return this.#isCountryMeant(candidate, before);
    // "Deutsche und niederländische Städte" are more than the one name that is read.
    const isCountry = candidate.found?.places.some(({ kind }) => kind === 'COUNTRY');
    if (isCountry && this.isJoined(candidate.from) && this.#is(candidate.from - 2, isNationality)) return false;
    // "In der Mitte" is no place.
    const told = hasArticle && isAlsoWord(candidate.key) ? null : tells;
    return candidate.found === undefined
      ? this.#isMeantElsewhere(candidate, told, hasArticle)
      : this.#isMeantHere(candidate, candidate.found, told);
  }

  /**
   * What belongs to a name before it: `in der Stadt`, `cities of the`, and what joins it to the one before.
   *
   * @param previous to which word the place before stands
   */
  before(at: number, previous: number | undefined): Before {
    const back = (from: number, is: (word: string) => boolean) => (this.#is(from - 1, is) ? from - 1 : from);
    const start = back(at, isArticle);
    if (previous !== undefined && previous === back(start, isListWordOfAnyLanguage)) {
      return { from: previous, tells: 'LOCATION', hasArticle: start < at };
    }
    const isOrigin = (word: string) => prepositionOf(word) === 'ORIGIN';
    const kindBehind = back(at, isOrigin);
    const kind = back(kindBehind, isPlaceKind);
    if (kind < kindBehind) return { from: this.#withPreposition(kind)?.from ?? kind, tells: 'KIND' };
    const preposition = this.#withPreposition(at);
    if (preposition === undefined) return { from: at, tells: null };
    return { ...preposition, from: back(preposition.from, isPlaceKind) };
  }

  /** What says that a place is not meant, or not alone, whose own words begin here, and from which word on. */
  exclusionBefore(at: number): { readonly from: number; readonly role: Exclusion } | undefined {
    if (this.#words[at]?.hasMinus === true) return { from: at, role: 'EXCLUDED' };
    for (const end of this.#is(at - 1, isArticle) ? [at, at - 1] : [at]) {
      for (let from = Math.max(0, end - MOST_WORDS_OF_EXCLUSION); from < end; from += 1) {
        const said = this.#words.slice(from, end).map(({ folded }) => folded);
        const role = exclusionOf(said.join(' '));
        if (role !== undefined) return { from, role };
      }
    }
    return undefined;
  }

  isExcludedBehind(at: number): boolean {
    return this.#is(at, isExclusionBehind);
  }

  /** Whether before places stands the same word as between them and the next one: `noch in Gera noch in Velbert`. */
  isNeither({ from, to, role }: Phrase, next: number): boolean {
    return role === 'MEANT' && next === to + 1 && [from - 1, to].every((at) => this.#is(at, isBetweenExclusions));
  }

  /** Whether between places and the next one stands nothing but what joins them. */
  isListed({ to, role }: Pick<Phrase, 'to' | 'role'>, next: number): boolean {
    const joins = this.isJoined(next) || (role === 'EXCLUDED' && this.#is(to, isBetweenExclusions));
    return next === to || (next === to + 1 && joins);
  }

  /** Whether a word that lists things stands before. */
  isJoined(at: number): boolean {
    return this.#is(at - 1, isListWordOfAnyLanguage);
  }

  #withPreposition(at: number): Before | undefined {
    const hasArticle = this.#is(at - 1, isArticle);
    const from = hasArticle ? at - 2 : at - 1;
    const preposition = this.#words[from]?.folded ?? '';
    const tells = prepositionOf(preposition);
    return tells === null ? undefined : { from, tells, hasArticle: hasArticle || isBeforeThings(preposition) };
  }

  #isCountryMeant({ from, to }: Candidate, before: Before): boolean {
    const isExample = (word: string) => isFillerWord(word) || isKindWordOfAnyLanguage(word);
    if (before.tells === 'ORIGIN') return this.#is(before.from - 1, isExample);
    if (before.tells !== null || this.#isAlone(from, to)) return true;
    return this.exclusionBefore(before.from) !== undefined || this.isExcludedBehind(to);
  }

  #isMeantHere({ from, to, key, isInflected }: Candidate, { by }: FoundPlaces, tells: Before['tells']): boolean {
    if (to - from > 1) return true;
    const isCapital = this.#words[from]?.isCapital === true;
    const isWord = isAlsoWord(key) || this.#knowsWord(from);
    const isVerb = isWord && !isCapital && this.#is(from - 1, isInfinitive);
    if (tells !== null && !isVerb) return true;
    if (this.#isAlone(from, to)) return !isVerb && (!isWord || isCapital || this.#isSmall);
    if (isStopWordOfAnyLanguage(key)) return false;
    if (isWord && isCapital && from > 0 && this.#hasSmallNouns && !isInflected && by === 'NAME') return true;
    if (this.#knowsWord(from)) return false;
    if (!isAlsoWord(key)) return true;
    return by === 'NAME' && !isInflected && from > 0 && isCapital;
  }

  #isMeantElsewhere({ from, to, key }: Candidate, tells: Before['tells'], hasArticle = false): boolean {
    const isCapital = this.#words.slice(from, to).some((word) => word.isCapital);
    // "In de wijk" is no village, though there is one of that name.
    if (!isCapital && to - from === 2 && this.#is(from, isArticle) && this.#isThing(from + 1)) return false;
    if (to - from > 1) return isCapital || this.#isSmall || tells === 'KIND' || tells === 'LOCATION';
    if (tells === 'KIND') return isCapital || !isAlsoWord(key);
    if (isStopWordOfAnyLanguage(key)) return false;
    if (this.#knowsWord(from)) {
      const isName = this.#areOthersSmall(from) || !this.#is(from, (word) => this.#labels.isLabel(word));
      return tells === 'LOCATION' && isCapital && !hasArticle && isName;
    }
    if (tells === 'LOCATION') return isCapital || !isAlsoWord(key);
    if (isSurname(key)) return false;
    if (this.#isAlone(from, to)) return isCapital || !isAlsoWord(key);
    if (
      isAlsoWord(key) ||
      (key.length < LEAST_LETTERS_ELSEWHERE && !this.#words[from]?.isInitials) ||
      !(isCapital || this.#isSmall)
    )
      return false;
    return tells === 'ORIGIN' || !(this.#isUnknown(from - 1) || this.#isUnknown(to));
  }

  /** Whether nothing else in the question says anything. */
  #isAlone(from: number, to: number): boolean {
    return this.#words.every(
      ({ folded }, at) =>
        (at >= from && at < to) || isStopWordOfAnyLanguage(folded) || isPlaceKind(folded) || isContactWord(folded),
    );
  }

  /** Whether so many others say something, all in small letters, that its capital makes it a name: `cycle paths in Houten`, a word in Dutch. */
  #areOthersSmall(from: number): boolean {
    const others = this.#words.filter(({ folded }, at) => at !== from && !isStopWordOfAnyLanguage(folded));
    return others.length >= FEWEST_OTHERS && others.every(({ isCapital }) => !isCapital);
  }

  /** Whether a word may belong to the name of a person. */
  #isUnknown(at: number): boolean {
    const word = this.#words[at];
    if (word === undefined || !(word.isCapital || this.#isSmall)) return false;
    if (isStopWordOfAnyLanguage(word.folded) || isContactWord(word.folded)) return false;
    return isSurname(word.folded) || !this.#labels.knows(word.folded);
  }

  /** Whether a word is one of a language too, or the kind of a place. */
  #isThing(at: number): boolean {
    return this.#is(at, isAlsoWord) || this.#is(at, isPlaceKind);
  }

  #knowsWord(at: number): boolean {
    return this.#is(at, (word) => this.#labels.knows(word));
  }

  #is(at: number, is: (word: string) => boolean): boolean {
    const word = this.#words[at];
    return word !== undefined && is(word.folded);
  }
}

/** What the words from here on may name, the longest names first, and those of the network before others. */
function candidatesAt(from: number, words: readonly Word[], names: PlaceNames): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const first = words[from]?.folded ?? '';
  const longest = Math.max(names.mostWords(first), mostWordsElsewhere(first));
  for (let length = Math.min(longest, words.length - from); length > 0; length -= 1) {
    const to = from + length;
    const before = words.slice(from, to - 1).map(({ folded }) => folded);
    const keysOf = (last: string) => [...before, last].join(' ');
    const last = words[to - 1]?.folded ?? '';
    const key = keysOf(last);
    for (const form of [last, ...basesOf(last)]) {
      const found = names.find(keysOf(form));
      const isCountryElsewhere = found === undefined && isCountry(keysOf(form));
      if (found === undefined && !isCountryElsewhere) continue;
      candidates.push({ from, to, key: keysOf(form), found, isCountryElsewhere, isInflected: form !== last });
      break;
    }
    if (isPlaceElsewhere(key)) candidates.push({ from, to, key, found: undefined, isInflected: false });
  }
  return candidates;
}

const LEAST_LETTERS_OF_A_BASE = 4;

/** What a word may be a form of: `geras` → `gera`; `geraer`; `thuringer` → `thuringen`; `amsterdamse`. */
function basesOf(word: string): readonly string[] {
  const endings = ['s', 'se', 'er', 'ers', 'e'];
  const bases = endings.filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, -ending.length));
  const inEn = word.endsWith('er') ? [`${word.slice(0, -2)}en`] : [];
  return [...bases, ...inEn].filter((base) => base.length >= LEAST_LETTERS_OF_A_BASE);
}

function splitIntoWords(text: string): readonly Word[] {
  return [...text.matchAll(/((?<=^|\s)-)?([\p{Letter}\p{Mark}\p{Number}]+)/gu)].map(
    ({ 0: all, 1: sign, 2: word = '', index }) => ({
      folded: foldText(word),
      isCapital: /^\p{Lu}/u.test(word),
      isInitials: /^\p{Lu}{2,}$/u.test(word),
      hasMinus: sign !== undefined,
      start: index,
      end: index + all.length,
    }),
  );
}

/** A text without some of it. */
function without(text: string, spans: readonly (readonly [start: number, end: number])[]): string {
  let rest = '';
  let at = 0;
  for (const [start, end] of spans) {
    rest += text.slice(at, start);
    at = end;
  }
  return (rest + text.slice(at)).replace(/\s+/g, ' ').trim();
}
