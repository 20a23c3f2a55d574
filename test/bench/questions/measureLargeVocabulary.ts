import { performance } from 'node:perf_hooks';
import { createRandom } from '../../../subgraphs/city/generate/createRandom';
import type { Concept } from '../../../subgraphs/directory/vocabulary/Concept';
import { createSuggestionResolvers } from '../../../subgraphs/directory/createSuggestionResolvers';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import { generateVocabulary } from '../../../subgraphs/directory/vocabulary/test/generateVocabulary';
import type { BenchOptions, Measurement } from '../Bench';
import { figure, quantile } from '../figures';
import { leastTime } from './leastTime';
import { misspell } from './misspell';

const CONCEPTS = 10_000;
const NO_CITIES = parseNetwork('name: None\ncities: []\n', 'none.yaml');

/** Loads a generated vocabulary, completes what is typed letter by letter, and asks it questions. */
export function measureLargeVocabulary({ quick, seed }: BenchOptions): Measurement {
  const turtle = generateVocabulary(CONCEPTS, seed);
  const loads = Array.from({ length: quick ? 3 : 7 }, () => measure(() => parseVocabulary(turtle, 'generated.ttl')));
  const vocabulary = parseVocabulary(turtle, 'generated.ttl');
  const concepts = vocabulary.complete('', { first: CONCEPTS });
  const labels = Array.from({ length: quick ? 200 : 1000 }, (_, number) => pickLabel(concepts, seed, number));

  const typed = labels.flatMap(({ lang, text }) =>
    [1, 2, 3, 5, 8, text.length].map((letters) => ({ lang, text: text.slice(0, letters) })),
  );
  const completing = typed.map(({ lang, text }) => leastTime(() => vocabulary.complete(text, { lang, first: 10 })));
  const questions = labels.map(({ text }, number) => misspell(text, seed, number));
  const understanding = questions.map((question) => leastTime(() => vocabulary.read(question)));

  const unknown = Array.from({ length: quick ? 20 : 100 }, (_, number) => inventWords(seed, number));
  const reading = unknown.map((question) => leastTime(() => vocabulary.read(question)));

  const suggest = createSuggestionResolvers({ vocabulary, network: () => NO_CITIES }).Query.suggest;
  const sentences = typed.map(({ text }) => `Wer hat Erfahrung mit ${text}`);
  const suggesting = sentences.map((text) => leastTime(() => suggest(undefined, { text, first: 10 })));

  const times = (target: string, all: readonly number[]) => ({
    target,
    seed,
    concepts: CONCEPTS,
    p50Us: quantile(all, 0.5),
    p99Us: quantile(all, 0.99),
  });
  return {
    rows: [
      times(
        'load 10,000 concepts',
        loads.map((milliseconds) => milliseconds * 1000),
      ),
      times('complete among 10,000 concepts', completing),
      times('suggest among 10,000 concepts', suggesting),
      times('understand among 10,000 concepts', understanding),
      times('read 500 characters of unknown words', reading),
    ],
    figures: [
      figure('to load 10,000 concepts', 'ms', loads, { promise: { atMost: 2000 } }),
      figure('to complete among 10,000 concepts', 'µs', completing, { promise: { atMost: 5000 } }),
      figure('to complete among 10,000 concepts, 99th percentile', 'µs', [quantile(completing, 0.99)], {
        promise: { atMost: 5000 },
      }),
      figure('to suggest among 10,000 concepts, 99th percentile', 'µs', [quantile(suggesting, 0.99)], {
        promise: { atMost: 5000 },
      }),
      figure('to understand among 10,000 concepts', 'µs', understanding),
      figure('to understand among 10,000 concepts, 99th percentile', 'µs', [quantile(understanding, 0.99)], {
        promise: { atMost: 3000 },
      }),
      figure('to read 500 characters of unknown words, 99th percentile', 'µs', [quantile(reading, 0.99)], {
        promise: { atMost: 3000 },
      }),
    ],
  };
}

function pickLabel(concepts: readonly Concept[], seed: number, number: number): { lang: string; text: string } {
  const random = createRandom(seed, 'label', number);
  const { prefLabels, altLabels } = concepts[random.integer(concepts.length)]!;
  const labels = [...prefLabels, ...altLabels];
  return labels[random.integer(labels.length)]!;
}

/** Words of 4 to 12 letters that no label has, up to 500 characters. */
function inventWords(seed: number, number: number): string {
  const random = createRandom(seed, 'unknown', number);
  const letter = () => String.fromCharCode(97 + random.integer(26));
  let text = '';
  while (text.length < 500) text += `${Array.from({ length: 4 + random.integer(9) }, letter).join('')} `;
  return text.slice(0, 500);
}

/** Milliseconds. */
function measure(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
