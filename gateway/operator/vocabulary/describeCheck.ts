import type { VocabularyCheck, VocabularySize } from '../../../subgraphs/directory/vocabulary/check/checkVocabulary';

/** A line for each finding, in the form that editors turn into links, and one for the file as a whole. */
export function describeCheck({ findings, size }: VocabularyCheck, file: string): readonly string[] {
  const lines = findings.map(({ line, reason }) => `${line === undefined ? file : `${file}:${line}`}: ${reason}`);
  return size === null ? lines : [...lines, `${file}: ${describeSize(size)}.`];
}

function describeSize({ concepts, topConcepts, labels }: VocabularySize): string {
  const byLanguage = [...labels].map(([lang, count]) => `${count} ${lang === '' ? 'without a language' : lang}`);
  return `${concepts} concepts, ${topConcepts} of them at the top; labels: ${byLanguage.join(', ') || 'none'}`;
}
