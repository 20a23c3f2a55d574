import { compareText } from '../../contract/compareText';
import type { Concept } from './Concept';
import { foldText, readings, splitWords } from './foldText';
import type { Label, Term, Lexicon } from './Lexicon';
import { pickText } from './Concept';
import { primaryLanguageOf } from '../../contract/languages';

/** Ids of at most `first` concepts with a label that matches what was typed, best first; only labels in `lang`, if that is given. */
export type LabelIndex = (
  typed: string,
  options: { readonly lang?: string; readonly first: number },
) => readonly string[];

/** Longer than any label; bounds the work. */
const MOST_CHARACTERS = 200;

/**
 * The autocomplete of a search box. Every word typed must begin a word of the label, or be a typo of one if it begins
 * none; case and accents do not matter, and an umlaut may be written out. Labels that begin with what was typed come
 * first, then the others, the shortest at the top of each; ties go to the lower id. Nothing typed yet gives all concepts by
 * their label in `lang`.
 */
export function createLabelIndex(concepts: readonly Concept[], lexicon: Lexicon): LabelIndex {
  const listed = createList(concepts, lexicon);

  return (typed, { lang, first }) => {
    const text = typed.trim().slice(0, MOST_CHARACTERS);
    if (text === '') return listed(lang).slice(0, first);
    const langs = new Set(lexicon.langs.filter((tag) => lang === undefined || speaks(tag, lang)));
    const begun = readings(text);
    const [fewest, ...others] = splitWords(text)
      .map((word) => findTerms(readings(word), langs, lexicon))
      .sort((a, b) => countLabels(a) - countLabels(b));
    // Labels by how much of them is left to type.
    const ranks: Label[][] = [];
    for (const { labels } of fewest ?? []) {
      for (const label of labels) {
        if (!others.every((terms) => label.words.some((term) => terms.has(term)))) continue;
        const rank = leftToType(label.folded, begun);
        (ranks[rank] ??= []).push(label);
      }
    }
    return firstConcepts(ranks, first);
  };
}

/** The words of labels in these languages that a word begins, or that it is a typo of when it begins none. */
function findTerms(typed: readonly string[], langs: ReadonlySet<string>, lexicon: Lexicon): ReadonlySet<Term> {
  const inLangs = (terms: readonly Term[]) => terms.filter(({ lang }) => langs.has(lang));
  const begun = typed.flatMap((word) => inLangs(lexicon.beginningWith(word)));
  return new Set(begun.length > 0 ? begun : inLangs(lexicon.typosOf(typed)));
}

function countLabels(terms: ReadonlySet<Term>): number {
  let count = 0;
  for (const { labels } of terms) count += labels.length;
  return count;
}

/** How many letters a label has beyond those typed; for one that does not begin with them more, the longer it is. */
function leftToType(label: string, typed: readonly string[]): number {
  for (const text of typed) {
    if (label.startsWith(text)) return Math.min(MOST_CHARACTERS, label.length - text.length);
  }
  return MOST_CHARACTERS + label.length;
}

/** Only as many ranks are put in order as are needed. */
function firstConcepts(ranks: readonly (readonly Label[])[], first: number): readonly string[] {
  const found = new Set<string>();
  // Ranks without labels are holes, over which this does not go.
  ranks.some((labels) => {
    for (const id of labels.map(({ conceptId }) => conceptId).sort(compareText)) found.add(id);
    return found.size >= first;
  });
  return [...found].slice(0, first);
}

/** All concepts by label, for a language or for none; made once for each language that labels have. */
function createList(concepts: readonly Concept[], lexicon: Lexicon): (lang?: string) => readonly string[] {
  const langs = new Set([...lexicon.langs, ...lexicon.languages]);
  const lists = new Map<string | undefined, readonly string[]>();
  return (asked) => {
    const lang =
      asked === undefined || langs.has(asked.toLowerCase()) ? asked?.toLowerCase() : primaryLanguageOf(asked);
    if (lang !== undefined && !langs.has(lang)) return [];
    const list = lists.get(lang) ?? listAll(concepts, lang);
    lists.set(lang, list);
    return list;
  };
}

function listAll(concepts: readonly Concept[], lang?: string): readonly string[] {
  return concepts
    .filter(
      ({ prefLabels, altLabels }) =>
        lang === undefined || [...prefLabels, ...altLabels].some((label) => speaks(label.lang, lang)),
    )
    .map(({ id, prefLabels }) => ({ id, key: foldText(pickText(prefLabels, lang) ?? '') }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.id, b.id))
    .map(({ id }) => id);
}

function speaks(tag: string, lang: string): boolean {
  return primaryLanguageOf(tag) === primaryLanguageOf(lang);
}
