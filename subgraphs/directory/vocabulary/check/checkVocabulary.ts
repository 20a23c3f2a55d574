import { Parser } from 'n3';
import { primaryLanguage } from '../LangString';
import { parseVocabulary } from '../parseVocabulary';
import { VocabularyError } from '../VocabularyError';
import type { VocabularyProblem } from '../VocabularyError';
import { findClashingLabels } from './findClashingLabels';
import { findMissingLabels } from './findMissingLabels';
import { findOrphans } from './findOrphans';
import { findRelatedAncestors } from './findRelatedAncestors';
import { readSkosGraph } from './readSkosGraph';
import type { SkosGraph } from './SkosGraph';

export interface VocabularyCheck {
  /** What should be put right, that for which the hub would refuse the file first. */
  readonly findings: readonly VocabularyProblem[];
  /** Null when the file is not Turtle. */
  readonly size: VocabularySize | null;
}

export interface VocabularySize {
  readonly concepts: number;
  readonly topConcepts: number;
  /** Preferred and alternative labels by primary language, sorted by it. */
  readonly labels: ReadonlyMap<string, number>;
}

/**
 * Looks for what is wrong in a vocabulary: what `parseVocabulary` refuses, and what it takes although searches get worse
 * by it, since any SKOS file may be used: labels that are missing in a language or lead to two concepts, concepts without
 * a place in a scheme, relations that SKOS rules out.
 *
 * @param turtle the file's content
 * @param fileName what findings call the file
 */
export function checkVocabulary(turtle: string, fileName: string): VocabularyCheck {
  const refusals = findRefusals(turtle, fileName);
  // Of a file with a syntax error, nothing else can be said.
  if (refusals.some(({ line }) => line !== undefined)) return { findings: refusals, size: null };
  const graph = readSkosGraph(new Parser({ format: 'text/turtle' }).parse(turtle));
  const findings = [findMissingLabels, findClashingLabels, findOrphans, findRelatedAncestors].flatMap((find) =>
    find(graph).map((reason) => ({ reason })),
  );
  return { findings: [...refusals, ...findings], size: measure(graph) };
}

function findRefusals(turtle: string, fileName: string): readonly VocabularyProblem[] {
  try {
    parseVocabulary(turtle, fileName);
    return [];
  } catch (error) {
    if (error instanceof VocabularyError) return error.problems;
    throw error;
  }
}

function measure({ concepts }: SkosGraph): VocabularySize {
  const all = [...concepts.values()];
  const langs = all.flatMap(({ prefLabels, altLabels }) =>
    [...prefLabels, ...altLabels].map(({ lang }) => primaryLanguage(lang)),
  );
  const labels = new Map([...new Set(langs)].sort().map((lang) => [lang, 0]));
  for (const lang of langs) labels.set(lang, (labels.get(lang) ?? 0) + 1);
  return { concepts: concepts.size, topConcepts: all.filter(({ isTop }) => isTop).length, labels };
}
