import MiniSearch from 'minisearch';
import type { Concept } from '../../../subgraphs/directory/vocabulary/Concept';
import { foldText } from '../../../subgraphs/directory/vocabulary/foldText';

/** What anybody could build of a well-kept library in twenty lines: a full-text index over the labels of each concept. */
export function createYardstick(concepts: readonly Concept[]): (question: string) => readonly string[] {
  const index = new MiniSearch<{ readonly id: string; readonly pref: string; readonly alt: string }>({
    fields: ['pref', 'alt'],
    processTerm: foldText,
    searchOptions: { boost: { pref: 2 }, prefix: (term) => term.length > 3, fuzzy: 0.2 },
  });
  const textOf = (labels: Concept['altLabels']) => labels.map(({ text }) => text).join('\n');
  index.addAll(
    concepts.map(({ id, prefLabels, altLabels }) => ({ id, pref: textOf(prefLabels), alt: textOf(altLabels) })),
  );
  return (question) =>
    index
      .search(question)
      .slice(0, 5)
      .map(({ id }): string => String(id));
}
