import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRandom } from '../../../subgraphs/city/generate/createRandom';
import type { Concept } from '../../../subgraphs/directory/vocabulary/Concept';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import type { BenchOptions, Measurement } from '../Bench';
import { figure } from '../figures';
import { createDemoPlaces } from './measurePlaces';

const VOCABULARY = path.join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');

/** Asks for a label, by its language. */
const SENTENCES: Readonly<Record<string, (label: string) => string>> = {
  de: (label) => `Welche Stadt hat Erfahrung mit ${label}`,
  en: (label) => `which city has experience with ${label}`,
  nl: (label) => `welke gemeente heeft ervaring met ${label}`,
};

/** Asks for labels as they are, within a sentence. Right is the concept that has the label. */
export async function measureSentences({ quick, seed }: BenchOptions): Promise<Measurement> {
  const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
  const places = await createDemoPlaces();
  const labels = vocabulary.concepts().flatMap(labelsOf);
  const random = createRandom(seed, 'sentence', 0);
  const asked = Array.from({ length: quick ? 500 : 5000 }, () => labels[random.integer(labels.length)]!);
  const misses = asked.flatMap(({ id, lang, text }) => {
    const question = SENTENCES[lang]?.(text) ?? text;
    const found = vocabulary.read(places(question).rest).understood.map((concept) => concept.id);
    return found[0] === id ? [] : [{ question, label: text, right: id, found }];
  });
  for (const { question, right, found } of misses) {
    process.stderr.write(`missed: "${question}" is ${right}, found ${found.join(' ') || 'nothing'}\n`);
  }
  const rightFirst = (100 * (asked.length - misses.length)) / asked.length;
  return {
    rows: [{ target: 'labels within a sentence', seed, questions: asked.length, rightFirst, misses }],
    figures: [figure('labels within a sentence, right as the first', '%', [rightFirst])],
  };
}

function labelsOf({ id, prefLabels, altLabels }: Concept): readonly { id: string; lang: string; text: string }[] {
  return [...prefLabels, ...altLabels].map(({ lang, text }) => ({ id, lang, text }));
}
