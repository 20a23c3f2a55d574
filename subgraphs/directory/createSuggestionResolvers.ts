import { BadUserInputError, readFirst } from '../contract/arguments';
import { compareByName } from './compareByName';
import type { DirectorySources } from './DirectorySources';
import type { City, Network } from './network/Network';
import type { Concept } from './vocabulary/Concept';
import { pickText } from './vocabulary/Concept';
import { readings, splitWords } from './vocabulary/foldText';
import { isFillerWord, isStopWordOfAnyLanguage } from './vocabulary/wordLists';

interface SuggestArguments {
  readonly text: string;
  readonly lang?: string | null;
  readonly first?: number | null;
}

/** `Suggestion` of the API. */
interface Suggestion {
  readonly label: string;
  readonly replaces: string;
  readonly concept: Concept | null;
  readonly city: City | null;
}

const FIRST = { fallback: 8, max: 20 };
const MOST_CHARACTERS = 500;
/** Of the end of a text: names of subjects and cities are seldom longer. */
const MOST_WORDS = 3;
/** Of the suggestions, where there are enough subjects. */
const MOST_CITIES = 3;

interface CityName {
  readonly city: City;
  /** Folded, after a space, with single spaces between. */
  readonly folded: string;
}

/** The autocomplete of a search box. What it offers comes from the vocabulary and the network's file, and so never is a person. */
export function createSuggestionResolvers({ network, vocabulary }: Pick<DirectorySources, 'network' | 'vocabulary'>) {
  const named = new WeakMap<Network, readonly CityName[]>();
  const namesOf = (current: Network): readonly CityName[] => {
    const names = named.get(current) ?? [...current.cities.values()].sort(compareByName).map(nameOf);
    named.set(current, names);
    return names;
  };
  const findCities = (typed: string): readonly City[] => {
    const begun = readings(typed).map((text) => ` ${text}`);
    return namesOf(network())
      .filter(({ folded }) => begun.some((text) => folded.includes(text)))
      .map(({ city }) => city);
  };

  return {
    Query: {
      suggest: (_: unknown, { text, lang, first: asked }: SuggestArguments): readonly Suggestion[] => {
        if (text.length > MOST_CHARACTERS) {
          throw new BadUserInputError('text', `at most ${MOST_CHARACTERS} characters long`, text.length);
        }
        const first = readFirst(asked, FIRST);
        for (const words of endsOf(text)) {
          const replaces = words.join(' ');
          const cities = findCities(replaces);
          const concepts = vocabulary.complete(replaces, { first });
          if (concepts.length + cities.length === 0) continue;
          const shown = cities.slice(
            0,
            Math.max(Math.min(MOST_CITIES, Math.floor(first / 2)), first - concepts.length),
          );
          return [
            ...concepts.slice(0, Math.max(0, first - shown.length)).map((concept) => ({
              ...{ replaces, concept, city: null },
              label: pickText(concept.prefLabels, lang) ?? concept.id,
            })),
            ...shown.map((city) => ({ replaces, label: city.name, concept: null, city })),
          ].slice(0, first);
        }
        return [];
      },
    },
  };
}

function nameOf(city: City): CityName {
  return { city, folded: ` ${splitWords(readings(city.name)[0] ?? '').join(' ')}` };
}

/** The last words of a text, the most first, without those that begin with a word that says nothing. */
export function endsOf(text: string): readonly (readonly string[])[] {
  const words = splitWords(text);
  const ends = [MOST_WORDS, 2, 1].filter((count) => count <= words.length).map((count) => words.slice(-count));
  return ends.filter(([first = '', ...others]) => others.length === 0 || !saysNothing(first));
}

function saysNothing(word: string): boolean {
  return readings(word).some((folded) => isStopWordOfAnyLanguage(folded) || isFillerWord(folded));
}
