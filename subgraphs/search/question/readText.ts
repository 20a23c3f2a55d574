import { MAX_LIFT } from '../../contract/tiers';
import { addressesIn } from './addresses';
import type { PlaceReading, Reading, SearchVocabulary, Understood } from '../SearchSources';

/** A part of a text, and what it was taken for. `Understood` of the API. */
export interface UnderstoodPart {
  readonly kind: 'CONCEPT' | 'CITY' | 'ALLIANCE' | 'COUNTRY' | 'NAME' | 'WORD';
  /** As typed. */
  readonly text: string;
  readonly concept: Reference;
  readonly city: Reference;
  readonly alliance: Reference;
  /** A code of ISO 3166-1. */
  readonly country: string | null;
  /** Whether the text leaves the city, the alliance or the country out. */
  readonly excluded: boolean;
  readonly label: string;
  readonly lang: string | null;
}

type Reference = { readonly id: string } | null;

/** A part of a text that had no effect, and why. `Ignored` of the API. */
export interface IgnoredPart {
  readonly text: string;
  readonly reason: 'NOT_IN_NETWORK' | 'TOO_VAGUE' | 'NO_MATCH';
}

/** What a text in words was taken to mean. */
export interface ReadText {
  /** The concepts that it names, best first. */
  readonly concepts: readonly Understood[];
  /** The words that a record must contain; null where concepts or nothing but places are meant. */
  readonly words: string | null;
  /** The concepts that each of its subjects can mean. */
  readonly aspects: Reading['aspects'];
  /** Where it names one concept as a whole: those that each of its parts can mean. */
  readonly parts: Reading['parts'];
  /** The part of it that alone is found too, and comes last. */
  readonly main: readonly string[];
  /** Words beside concepts that no label knows, such as a name: whatever has them comes first. */
  readonly lift: readonly string[];
  readonly understood: readonly UnderstoodPart[];
  readonly ignored: readonly IgnoredPart[];
  /** The concepts that it may be about when it names none, nor a place: a guess, for the reader to choose from. */
  readonly didYouMean: readonly string[];
}

const MOST_GUESSED = 3;
/** Beyond so many of either the rest is not told: a text of nothing but names or strange words. */
const MOST_TOLD = 30;

/**
 * Takes a text for the concepts that it names; what has the words beside them that no label knows comes first. Where it names
 * none, its words are looked for that no label knows, else those that are too vague to mean a concept; of nothing but such
 * places as the network does not have these; else the whole text, but where it names places, which are then all it means.
 *
 * @param text as typed
 * @param places what it names, and what is left of it
 */
export function readText(
  text: string,
  places: PlaceReading,
  vocabulary: Pick<SearchVocabulary, 'read' | 'nearest'>,
): ReadText {
  const {
    understood: concepts,
    aspects,
    parts,
    main = [],
    unread,
    names,
    vague,
    asTyped,
  } = vocabulary.read(places.rest);
  const named = places.mentions.flatMap(({ text: typed, places: all, isExcluded: excluded }) =>
    all.map(({ kind, id, name }) =>
      part(kind, typed, name, {
        excluded,
        ...(kind === 'COUNTRY' ? { country: id } : { [kind === 'CITY' ? 'city' : 'alliance']: { id } }),
      }),
    ),
  );
  const byConcepts = concepts.length > 0;
  const whole = named.length > 0 ? [] : [text];
  const words = byConcepts ? [] : ([unread, vague, places.unknown].find((list) => list.length > 0) ?? whole);
  // Names are told to nobody as subjects.
  const nameless = unread.filter((word) => !names.some((name) => wordsOf(name).includes(word)));
  const didYouMean = byConcepts || named.length > 0 ? [] : vocabulary.nearest([...nameless, ...vague], MOST_GUESSED);
  const lift = byConcepts ? unread.slice(0, MAX_LIFT) : [];
  const addresses = words === whole && whole.length > 0 ? [] : addressesIn(text);
  const quote = (word: string) => asTyped?.get(word) ?? word;
  const searched = byConcepts ? joinNames(lift, names) : words === unread ? joinNames(unread, names) : words;
  return {
    concepts,
    didYouMean,
    words: words.length > 0 ? words.join(' ') : null,
    ...{ aspects, parts, main },
    lift,
    understood: [
      ...concepts.map(({ id, label: { text: label, lang }, text: typed }) =>
        part('CONCEPT', typed, label, { concept: { id }, lang: lang === '' ? null : lang }),
      ),
      ...named,
      ...searched.map((word) => part(names.includes(word) ? 'NAME' : 'WORD', quote(word), quote(word))),
    ].slice(0, MOST_TOLD),
    ignored: [
      ...places.unknown.map((typed) => ignore(typed, 'NOT_IN_NETWORK')),
      ...[...places.vague, ...(words === vague ? [] : vague.map(quote))].map((typed) => ignore(typed, 'TOO_VAGUE')),
      ...(words === unread
        ? []
        : joinNames(unread.slice(lift.length), names).map((word) => ignore(quote(word), 'NO_MATCH'))),
      ...addresses.map((typed) => ignore(typed, 'NO_MATCH')),
    ].slice(0, MOST_TOLD),
  };
}

function part(
  kind: UnderstoodPart['kind'],
  text: string,
  label: string,
  more: Partial<UnderstoodPart> = {},
): UnderstoodPart {
  const nothing = { concept: null, city: null, alliance: null, country: null, excluded: false, lang: null };
  return { kind, text, label, ...nothing, ...more };
}

function ignore(text: string, reason: IgnoredPart['reason']): IgnoredPart {
  return { text, reason };
}

/** Words in order, with those of a name in one piece: `Sandra`, `Wanzar` → `Sandra Wanzar`. */
function joinNames(words: readonly string[], names: readonly string[]): readonly string[] {
  const left = [...names];
  const joined: string[] = [];
  for (let at = 0; at < words.length;) {
    // `van` in `Pieter van Dijk` is none of the words.
    const name = wordsOf(left[0] ?? '').filter((word) => words.includes(word));
    if (name.length > 0 && name.every((word, index) => words[at + index] === word)) {
      joined.push(left.shift() ?? '');
      at += name.length;
    } else {
      joined.push(words[at] ?? '');
      at += 1;
    }
  }
  return joined;
}

/** `Saskia`, `Timmermans` and `Bos`, of `Saskia Timmermans-Bos`. */
function wordsOf(name: string): readonly string[] {
  return name.split(/[ -]/);
}
