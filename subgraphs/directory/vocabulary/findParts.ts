import { primaryLanguageOf } from '../../contract/languages';
import type { Part } from './Aspect';
import type { Concept } from './Concept';
import type { Finding } from './findLabels';
import { findMentioned } from './findMentioned';
import type { Mention } from './findMentioned';
import { isCompounding } from './isCompounding';
import type { Lexicon, Term } from './Lexicon';
import type { QuestionWord } from './QuestionWord';
import { partsOf } from './splitCompound';
import { stemWord } from './stemWord';
import { isKindWordOfAnyLanguage } from './wordLists';

/** The concepts of a subject, each with the positions of the words that name it. */
export type Named = ReadonlyMap<Concept['id'], ReadonlySet<number>>;

/** By what parts are found. */
export interface PartSources {
  readonly lexicon: Lexicon;
  /** The concepts right above one. */
  readonly broader: (id: Concept['id']) => readonly Concept['id'][];
}

/**
 * What the words that name concepts together name one by one: of `loneliness in old age` loneliness and older people. That is what
 * some of them are a label of; and of the concepts right above, each that has one of the words in its labels: poverty and older
 * people, of `Altersarmut`. Where that is fewer than two, see `partsBesideOwn`.
 */
export function findParts(
  named: Named,
  findings: readonly Finding[],
  words: readonly QuestionWord[],
  sources: PartSources,
): readonly Part[] {
  const parts = partsByLabels(named, findings, words);
  for (const [key, concept] of partsByBroader(named, words, sources)) {
    const known = [...parts.values()];
    if (known.some(({ concepts }) => concepts.has(concept))) continue;
    const place = known.find(({ places }) => key.length === 1 && places.has(key[0]));
    if (place !== undefined) place.concepts.add(concept);
    else parts.set(key.join('.'), { places: new Set(key.slice(0, 1)), concepts: new Set([concept]) });
  }
  if (parts.size < 2) return partsBesideOwn(named, findings, words);
  return [...parts.values()].map(({ places, concepts }) => ({
    concepts: [...concepts],
    position: words[Math.min(...places)]?.at ?? 0,
    within: [...named].filter(([, positions]) => [...places].every((at) => positions.has(at))).map(([id]) => id),
  }));
}

interface OpenPart {
  readonly places: ReadonlySet<number>;
  readonly concepts: Set<Concept['id']>;
}

/** By the words that are a label of something else. */
function partsByLabels(
  named: Named,
  findings: readonly Finding[],
  words: readonly QuestionWord[],
): Map<string, OpenPart> {
  const wholes = new Set([...named.values()].map((positions) => [...positions].join()));
  const all = new Set([...named.values()].flatMap((positions) => [...positions]));
  const parts = new Map<string, OpenPart>();
  if (all.size < 2) return parts;
  // A shorter label of what is named, as `solar on schools`, hides none of its parts.
  const shorter = findings.filter(
    ({ label, positions }) =>
      !named.has(label.conceptId) &&
      positions.length < all.size &&
      !wholes.has(positions.join()) &&
      positions.every((position) => all.has(position)),
  );
  for (const { label, positions } of findMentioned(shorter, words).mentions) {
    const part = parts.get(positions.join()) ?? { places: new Set(positions), concepts: new Set() };
    part.concepts.add(label.conceptId);
    parts.set(positions.join(), part);
  }
  return parts;
}

/**
 * Where a shorter label of what all name stands beside one of something else: of `huisvesting van arbeidsmigranten`, which is a label of
 * labour migration as its last word is, that and housing.
 */
function partsBesideOwn(named: Named, findings: readonly Finding[], words: readonly QuestionWord[]): readonly Part[] {
  const all = new Set([...named.values()].flatMap((positions) => [...positions]));
  const shorter = findings.filter(
    ({ positions, missing, guesses }) =>
      missing + guesses === 0 && positions.length < all.size && positions.every((position) => all.has(position)),
  );
  const { mentions } = findMentioned(shorter, words);
  const places = [...new Map(mentions.map(({ positions }) => [positions.join(), positions])).values()];
  const parts = places.map((place): Part => {
    const concepts = mentions.filter(({ positions }) => positions.join() === place.join());
    const ids = [...new Set(concepts.map(({ label }) => label.conceptId))];
    return { concepts: ids, position: words[place[0] ?? 0]?.at ?? 0, within: ids.filter((id) => named.has(id)) };
  });
  const [one, other] = places.toSorted(([a = 0], [b = 0]) => a - b);
  const isApart =
    places.length === 2 &&
    one !== undefined &&
    other !== undefined &&
    (standsApart(one, other, words) || places.every((place) => standsAlone(place, mentions, words)));
  return isApart && parts.filter(({ within }) => within.length > 0).length === 1 ? parts : [];
}

/** Whether it is a word, as typed, of a language that writes what is one thing as one: `Huisvesting arbeidsmigranten` are two. */
function standsAlone(place: readonly number[], mentions: readonly Mention[], words: readonly QuestionWord[]): boolean {
  const [only, ...others] = place;
  const word = only === undefined || others.length > 0 ? undefined : words[only]?.folded;
  const isLabel = ({ label }: Mention) => label.folded === word && isCompounding(primaryLanguageOf(label.lang));
  return mentions.some(isLabel);
}

/** Whether a word that says nothing stands between, as `van`: `council tax` is one thing, in which nobody asks for the council. */
function standsApart(one: readonly number[], other: readonly number[], words: readonly QuestionWord[]): boolean {
  return words.slice((one.at(-1) ?? 0) + 1, other[0]).some(({ isOptional }) => isOptional);
}

/** A word of the question, or a part of one that is a compound: its position, and then its number among the parts. */
type Key = readonly [position: number] | readonly [position: number, part: number];

/** By the words that the labels of what is right above have, each of these by the one that says most of it. */
function partsByBroader(
  named: Named,
  words: readonly QuestionWord[],
  { lexicon, broader }: PartSources,
): readonly (readonly [Key, Concept['id']])[] {
  return [...named].flatMap(([id, positions]) => {
    const above = broader(id);
    if (above.length < 2) return [];
    const keys = keysOf(positions, words, lexicon);
    return above.flatMap((concept): readonly (readonly [Key, Concept['id']])[] => {
      const key = bestKey(concept, keys, words, lexicon);
      return key === undefined ? [] : [[key, concept]];
    });
  });
}

interface ReadKey {
  readonly key: Key;
  /** Stems, each behind its language. */
  readonly stems: ReadonlySet<string>;
}

/** Shorter words are found everywhere by chance. */
const FEWEST_LETTERS_OF_A_PART = 5;

function keysOf(positions: ReadonlySet<number>, words: readonly QuestionWord[], lexicon: Lexicon): readonly ReadKey[] {
  return [...positions].flatMap((position): readonly ReadKey[] => {
    const terms = [...(words[position]?.terms ?? [])];
    const whole: ReadKey = { key: [position], stems: new Set(terms.map(stemOf)) };
    const stems: Set<string>[] = [];
    for (const term of terms) {
      for (const [number, text] of partsOf(term, lexicon).entries()) {
        stems[number] = (stems[number] ?? new Set()).add(stemOf({ ...term, folded: text }));
      }
    }
    return [whole, ...stems.map((of, number): ReadKey => ({ key: [position, number], stems: of }))];
  });
}

/** The one that says most of a concept among those of which its labels have a word; of its preferred ones, also a part of a word. */
function bestKey(
  id: Concept['id'],
  keys: readonly ReadKey[],
  words: readonly QuestionWord[],
  lexicon: Lexicon,
): Key | undefined {
  let best: { readonly key: Key; readonly rarity: number } | undefined;
  for (const { terms, preferred } of lexicon.labelsOf(id)) {
    for (const term of terms) {
      const rarity = lexicon.rarityOf(term);
      if (isKindWordOfAnyLanguage(term.folded) || (best !== undefined && best.rarity >= rarity)) continue;
      const found = keys.find(
        ({ key: [position, part], stems }) =>
          stems.has(stemOf(term)) ||
          (part === undefined && words[position]?.within.has(term) === true) ||
          (preferred && [...stems].some((stem) => isPartOf(stem, term))),
      );
      if (found !== undefined) best = { key: found.key, rarity };
    }
  }
  return best?.key;
}

/** Whether a compound begins or ends with a stem that stands behind its language: `de arbeit`, of `Arbeitsmarkt`. */
function isPartOf(stem: string, { folded, lang }: Term): boolean {
  const language = primaryLanguageOf(lang);
  if (!isCompounding(language) || !stem.startsWith(`${language} `)) return false;
  const text = stem.slice(language.length + 1);
  return text.length >= FEWEST_LETTERS_OF_A_PART && (folded.startsWith(text) || folded.endsWith(text));
}

function stemOf({ folded, lang }: Pick<Term, 'folded' | 'lang'>): string {
  return `${primaryLanguageOf(lang)} ${stemWord(folded, lang)}`;
}
