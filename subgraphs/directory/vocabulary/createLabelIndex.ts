import MiniSearch from 'minisearch';
import type { Concept } from './Concept';
import { compareText } from '../compareText';
import { foldText, spellings, splitWords } from './foldText';
import { pickText, primaryLanguage } from './LangString';
import { typosAllowed } from './typosAllowed';

/** Concept ids whose label matches what was typed, best first; only labels in `lang`, if that is given. */
export type LabelIndex = (typed: string, lang?: string) => readonly string[];

/** Longer than any label; bounds the work. */
const MOST_CHARACTERS = 200;

interface IndexedLabel {
  readonly id: number;
  readonly conceptId: string;
  readonly lang: string;
  readonly text: string;
}

/**
 * The autocomplete of a search box. Every word typed must begin a word of the label, or be one but for typos; case and
 * accents do not matter, and an umlaut may be written out. Labels that begin with what was typed come first, the
 * shortest at the top, then the rest by relevance (BM25 over the words of a label); ties go to the lower id. Nothing
 * typed yet gives all concepts by their label in `lang`.
 */
export function createLabelIndex(concepts: readonly Concept[]): LabelIndex {
  const labels = concepts
    .flatMap(({ id, prefLabels, altLabels }) =>
      [...prefLabels, ...altLabels].map((label) => ({ conceptId: id, ...label })),
    )
    .map((label, id): IndexedLabel => ({ id, ...label }));
  const index = new MiniSearch<IndexedLabel>({
    fields: ['text'],
    tokenize: (text) => [...splitWords(text)],
    processTerm: (word) => [...spellings(word)],
    searchOptions: {
      processTerm: foldText,
      combineWith: 'AND',
      prefix: true,
      fuzzy: typosAllowed,
    },
  });
  index.addAll(labels);

  return (typed, lang) => {
    const text = typed.trim().slice(0, MOST_CHARACTERS);
    if (text === '') return listAll(concepts, lang);
    const folded = foldText(text);
    const found = index
      .search(text)
      .map(({ id, score }) => ({ label: labels[id as number], score }))
      .filter((hit): hit is { label: IndexedLabel; score: number } => hit.label !== undefined)
      .filter(({ label }) => lang === undefined || speaks(label, lang))
      .map(({ label, score }) => ({ conceptId: label.conceptId, leftToType: leftToType(label.text, folded), score }))
      .sort((a, b) => a.leftToType - b.leftToType || b.score - a.score || compareText(a.conceptId, b.conceptId));
    return [...new Set(found.map(({ conceptId }) => conceptId))];
  };
}

function listAll(concepts: readonly Concept[], lang?: string): readonly string[] {
  return concepts
    .filter(
      ({ prefLabels, altLabels }) =>
        lang === undefined || [...prefLabels, ...altLabels].some((label) => speaks(label, lang)),
    )
    .map(({ id, prefLabels }) => ({ id, key: foldText(pickText(prefLabels, lang) ?? '') }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.id, b.id))
    .map(({ id }) => id);
}

/** How many letters a label has beyond those typed; `MOST_CHARACTERS` when it does not begin with them. */
function leftToType(label: string, typed: string): number {
  const begun = spellings(label).filter((spelling) => spelling.startsWith(typed));
  return Math.min(MOST_CHARACTERS, ...begun.map(({ length }) => length - typed.length));
}

function speaks(label: { lang: string }, lang: string): boolean {
  return primaryLanguage(label.lang) === primaryLanguage(lang);
}
