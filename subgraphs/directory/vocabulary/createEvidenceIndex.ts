import { primaryLanguageOf } from '../../contract/languages';
import type { NamedConcept } from './Aspect';
import type { Concept, LangString } from './Concept';
import type { ReadQuestion } from './createQuestionReader';
import { findNames } from './findNames';
import { foldText, readings, splitWords } from './foldText';
import { stemWord } from './stemWord';
import { isKindWordOfAnyLanguage, isStopWordOfAnyLanguage } from './wordLists';

/** Tells how much of a question a concept explains by all its labels and its definitions together, whichever of them has a word. */
export interface EvidenceIndex {
  weigh(question: Pick<ReadQuestion, 'typed' | 'known' | 'unknown'>): Evidence;
  /** Makes what is otherwise made when it is first asked for, step by step. */
  prepare(): Iterable<unknown>;
}

/** What the words of a question say for each concept. */
export interface Evidence {
  /** The concepts that explain most, best first. */
  readonly best: readonly Explaining[];
  /** What concepts explain together of all that the words say, 0 to 1. */
  shareOf(ids: readonly Concept['id'][]): number;
  /** A concept by the label that has most of the words; by its preferred one where only its definition has them. */
  name(id: Concept['id']): NamedConcept;
}

export interface Explaining {
  readonly id: Concept['id'];
  /** What it explains of all that the words say, 0 to 1. */
  readonly share: number;
  /** How many of the words it has. */
  readonly words: number;
}

/** What a word in a definition says, beside one in a label. */
const IN_A_DEFINITION = 0.35;
/** A word for the kind of a thing, as `plan`, says less than others that are as rare. */
const FOR_A_KIND = 0.3;
/** What it says beyond this makes a word one of those that a concept has. */
const LEAST_SAID = 0.8;
const MOST_BEST = 5;
/** More words are no question about one thing. */
const MOST_WORDS = 25;
const CONCEPTS_OF_A_STEP = 50;

/** Where a word stands: numbers of concepts, ascending. */
interface Places {
  readonly inLabels: number[];
  /** Those that have it in no label. */
  readonly inDefinitions: number[];
}

/** A word of the question: what it says at most, and what it says for each concept. */
interface Weighed {
  readonly at: number;
  readonly most: number;
  readonly byConcept: ReadonlyMap<number, number>;
}

export function createEvidenceIndex(concepts: readonly Concept[]): EvidenceIndex {
  const numbers = new Map(concepts.map(({ id }, number) => [id, number]));
  const languages = [
    ...new Set(concepts.flatMap(({ prefLabels }) => prefLabels.map(({ lang }) => primaryLanguageOf(lang)))),
  ];
  const placesOf = new Map<string, Places>();
  let next = 0;

  const add = (number: number, { lang, text }: LangString, kind: keyof Places) => {
    for (const word of splitWords(foldText(text))) {
      if (isStopWordOfAnyLanguage(word)) continue;
      const key = keyOf(word, primaryLanguageOf(lang));
      let places = placesOf.get(key);
      if (places === undefined) placesOf.set(key, (places = { inLabels: [], inDefinitions: [] }));
      if (places.inLabels.at(-1) !== number && places[kind].at(-1) !== number) places[kind].push(number);
    }
  };
  const step = () => {
    for (const { prefLabels, altLabels, definitions } of concepts.slice(next, next + CONCEPTS_OF_A_STEP)) {
      for (const label of prefLabels) add(next, label, 'inLabels');
      for (const label of altLabels) add(next, label, 'inLabels');
      for (const definition of definitions) add(next, definition, 'inDefinitions');
      next++;
    }
  };

  const weighWord = (typed: string, at: number): Weighed => {
    const kind = isKindWordOfAnyLanguage(foldText(typed)) ? FOR_A_KIND : 1;
    const byConcept = new Map<number, number>();
    const words = readings(typed);
    let most = 0;
    for (const key of new Set(languages.flatMap((language) => words.map((word) => keyOf(word, language))))) {
      const places = placesOf.get(key);
      if (places === undefined) continue;
      const rarity = kind * rarityOf(places.inLabels.length + places.inDefinitions.length);
      most = Math.max(most, rarity);
      const say = (numbers: readonly number[], said: number) => {
        for (const number of numbers) if (said > (byConcept.get(number) ?? 0)) byConcept.set(number, said);
      };
      say(places.inLabels, rarity);
      say(places.inDefinitions, rarity * IN_A_DEFINITION);
    }
    return { at, most: byConcept.size > 0 ? most : kind * rarityOf(1), byConcept };
  };
  const rarityOf = (having: number) => Math.log(1 + concepts.length / having);

  const nameOf = (id: string, typed: readonly string[], positions: readonly number[]): NamedConcept => {
    const { prefLabels = [], altLabels = [] } = concepts[numbers.get(id) ?? -1] ?? {};
    const count = ({ lang, text }: LangString) => {
      const language = primaryLanguageOf(lang);
      const keys = new Set(splitWords(foldText(text)).map((word) => keyOf(word, language)));
      return positions.filter((at) => readings(typed[at] ?? '').some((word) => keys.has(keyOf(word, language)))).length;
    };
    let [label, most] = [prefLabels[0] ?? { lang: '', text: id }, 0];
    for (const other of [...prefLabels, ...altLabels]) {
      const having = count(other);
      if (having > most) [label, most] = [other, having];
    }
    return { id, label, words: positions };
  };

  return {
    weigh({ typed, known, unknown }) {
      while (next < concepts.length) step();
      const names = new Set(findNames(typed, unknown).flatMap((name) => name.split(' ')));
      const positions = [...known, ...unknown].filter((at) => !names.has(typed[at] ?? '')).sort((a, b) => a - b);
      const weighed = withoutRepeated(positions, typed)
        .slice(0, MOST_WORDS)
        .map((at) => weighWord(typed[at] ?? '', at));
      const all = weighed.reduce((sum, { most }) => sum + most, 0);
      const said = new Map<number, number>();
      for (const { byConcept } of weighed) {
        for (const [number, share] of byConcept) said.set(number, (said.get(number) ?? 0) + share);
      }
      const positionsOf = (number: number) =>
        weighed.filter(({ byConcept }) => (byConcept.get(number) ?? 0) > LEAST_SAID).map(({ at }) => at);
      const best = [...said]
        .sort(([a, one], [b, other]) => other - one || a - b)
        .slice(0, MOST_BEST)
        .map(([number, share]) => ({
          id: concepts[number]?.id ?? '',
          share: share / all,
          words: positionsOf(number).length,
        }));
      return {
        best,
        shareOf(ids) {
          const asked = ids.map((id) => numbers.get(id) ?? -1);
          const explained = weighed.map(({ byConcept }) =>
            Math.max(0, ...asked.map((number) => byConcept.get(number) ?? 0)),
          );
          return all === 0 ? 0 : explained.reduce((sum, share) => sum + share, 0) / all;
        },
        name: (id) => nameOf(id, typed, positionsOf(numbers.get(id) ?? -1)),
      };
    },
    *prepare() {
      while (next < concepts.length) {
        step();
        yield next;
      }
    },
  };
}

/** A word that comes again says no more. */
function withoutRepeated(positions: readonly number[], typed: readonly string[]): readonly number[] {
  const first = new Map<string, number>();
  for (const at of positions) {
    const word = foldText(typed[at] ?? '');
    if (!first.has(word)) first.set(word, at);
  }
  return [...first.values()];
}

/** A stem, behind its language. */
function keyOf(word: string, language: string): string {
  return `${language} ${stemWord(word, language)}`;
}
