import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRandom } from '../../../subgraphs/city/generate/createRandom';
import type { Concept } from '../../../subgraphs/directory/vocabulary/Concept';
import { foldText } from '../../../subgraphs/directory/vocabulary/foldText';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import type { BenchOptions, Measurement } from '../Bench';
import { figure, quantile } from '../figures';
import { leastTime } from './leastTime';
import { misspell } from './misspell';

const VOCABULARY = path.join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');

/** Where a right concept must be found. */
const FIRST = 3;

interface Answer {
  readonly label: string;
  readonly question: string;
  /** From 0; -1 when no right concept is found at all. */
  readonly rank: number;
  readonly found: readonly string[];
  readonly microseconds: number;
}

/**
 * Asks for labels of five letters or more with one random edit each. Right are the concepts that have the label, and those
 * that have what the edit has made of it.
 */
export async function measureQuestions({ quick, seed }: BenchOptions): Promise<Measurement> {
  const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
  const concepts = vocabulary.complete('', { first: Infinity });
  const conceptsOf = groupByLabel(concepts);
  const labels = concepts.flatMap(textsOf).filter((label) => (label.match(/\p{Letter}/gu)?.length ?? 0) >= 5);

  const ask = (number: number): Answer => {
    const label = labels[createRandom(seed, 'label', number).integer(labels.length)]!;
    const question = misspell(label, seed, number);
    const right = new Set([...(conceptsOf.get(foldText(label)) ?? []), ...(conceptsOf.get(foldText(question)) ?? [])]);
    const found = vocabulary.read(question).understood.map(({ id }) => id);
    const microseconds = leastTime(() => vocabulary.read(question));
    return { label, question, rank: found.findIndex((id) => right.has(id)), found, microseconds };
  };
  const answers = Array.from({ length: quick ? 500 : 2000 }, (_, number) => ask(number));

  const misses = answers.filter(({ rank }) => rank < 0 || rank >= FIRST);
  for (const { question, label, found } of misses) {
    process.stderr.write(`missed: "${question}" for "${label}", found ${found.join(' ') || 'nothing'}\n`);
  }
  const times = answers.map(({ microseconds }) => microseconds);
  const rightFirst = share(answers, ({ rank }) => rank === 0);
  const rightAmongFirst = share(answers, ({ rank }) => rank >= 0 && rank < FIRST);
  return {
    rows: [
      {
        target: 'labels with one edit',
        seed,
        labels: labels.length,
        questions: answers.length,
        rightFirst,
        rightAmongFirstThree: rightAmongFirst,
        p50Us: quantile(times, 0.5),
        p99Us: quantile(times, 0.99),
        misses: misses.map(({ question, label, found }) => ({ question, label, found })),
      },
    ],
    figures: [
      figure('labels with one edit, right among the first three', '%', [100 * rightAmongFirst], {
        promise: { atLeast: 95 },
      }),
      figure('labels with one edit, right as the first', '%', [100 * rightFirst]),
      figure('to understand one', 'µs', times),
      figure('to understand one, 99th percentile', 'µs', [quantile(times, 0.99)]),
    ],
  };
}

/** The concepts that have a label, by the folded label. */
function groupByLabel(concepts: readonly Concept[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byLabel = new Map<string, Set<string>>();
  for (const concept of concepts) {
    for (const text of textsOf(concept).map(foldText)) {
      byLabel.set(text, (byLabel.get(text) ?? new Set()).add(concept.id));
    }
  }
  return byLabel;
}

function textsOf({ prefLabels, altLabels }: Concept): readonly string[] {
  return [...prefLabels, ...altLabels].map(({ text }) => text);
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}
