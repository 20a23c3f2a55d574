import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import { understand as understandQuestion } from '../../../subgraphs/search/question/understand';
import type { Question } from '../../../subgraphs/search/question/understand';
import type { Figure, Measurement } from '../Bench';
import { figure } from '../figures';
import { readAskedQuestions } from './AskedQuestion';
import type { AskedQuestion, QuestionFile } from './AskedQuestion';
import { createDemoPlaces } from './measurePlaces';
import { createYardstick } from './yardstick';

const VOCABULARY = path.join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');

interface Answered extends AskedQuestion {
  /** The slugs of the concepts understood, best first. */
  readonly found: readonly string[];
}

/** How questions are understood that people type, by kind and by language, beside an ordinary full-text index. */
export async function measureUnderstanding(): Promise<Measurement> {
  const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
  const places = await createDemoPlaces();
  const narrower = (slug: string) => vocabulary.narrower(`concept:${slug}`).map((id) => id.slice('concept:'.length));
  const read = (file: QuestionFile) =>
    readAskedQuestions(file).map((asked) => ({ ...asked, aspects: withCommon(asked.aspects, narrower) }));
  const [questions, development, heldOut] = [read('questions.csv'), read('development.csv'), read('heldOut.csv')];
  const blind = read('blind.csv');
  const yardstick = createYardstick(vocabulary.complete('', { first: Infinity }));
  const answer = (of: readonly AskedQuestion[], find: (question: string) => readonly string[]): readonly Answered[] =>
    of.map((asked) => ({
      ...asked,
      found: find(asked.question).map((id) => id.slice('concept:'.length)),
    }));
  const understand = (question: string) => vocabulary.read(places(question).rest).understood.map(({ id }) => id);
  const ours = answer(questions, understand);
  // One that can mean many pairs is one question still.
  const first = (of: readonly AskedQuestion[]): readonly number[] =>
    of.flatMap(({ question, aspects }) => {
      const asked = { concepts: [], match: 'ANY', text: places(question).rest } as const;
      const understood = understandQuestion(asked, vocabulary);
      const pairs = pairsOf(aspects);
      return pairs.length === 0 ? [] : mean(pairs.map((pair) => Number(putsAllFirst(pair, understood))));
    });

  for (const { kind, question, aspects, found } of ours.filter(isMissed)) {
    const right = aspects.map((aspect) => aspect.join('/')).join(' + ') || 'nothing';
    process.stderr.write(`missed: ${kind} "${question}" is ${right}, found ${found.join(' ') || 'nothing'}\n`);
  }
  const figures = [
    ...groupsOf(ours, ({ kind }) => kind.toLowerCase().replaceAll('_', ' ')),
    ...groupsOf(ours, ({ language }) => `in ${language}`),
  ].flatMap(([name, group]) => figuresOf(name, group));
  const aboutSomething = ours.filter(({ aspects }) => aspects.length > 0);
  return {
    rows: [{ target: 'questions as people type them', questions: ours.length, misses: ours.filter(isMissed) }],
    figures: [
      ...figuresOf('all questions', ours),
      ...figuresOf('all questions, by a full-text index', answer(questions, yardstick)),
      ...figuresOf('development', answer(development, understand)),
      ...figuresOf('development, by a full-text index', answer(development, yardstick)),
      ...figuresOf('held out', answer(heldOut, understand)),
      ...figuresOf('held out, by a full-text index', answer(heldOut, yardstick)),
      ...figuresOf('blind', answer(blind, understand)),
      ...figuresOf('blind, by a full-text index', answer(blind, yardstick)),
      ...Object.entries({ 'all questions': questions, development, 'held out': heldOut, blind }).map(([name, of]) =>
        figure(`${name}: a record with two aspects before those with one`, '%', [100 * mean(first(of))]),
      ),
      figure('concepts understood beyond those expected, of a question', '', [
        mean(aboutSomething.map(({ found, aspects }) => Math.max(0, found.length - aspects.length))),
      ]),
      ...figures,
    ],
  };
}

/**
 * Of several aspects each is also satisfied by what all have in common, whether or not the vocabulary knew it when the question
 * was written: loneliness in old age is about loneliness and about older people.
 */
function withCommon(
  aspects: AskedQuestion['aspects'],
  narrower: (slug: string) => readonly string[],
): AskedQuestion['aspects'] {
  const [first, ...others] = aspects.map((aspect) => new Set(aspect.flatMap((slug) => [slug, ...narrower(slug)])));
  if (first === undefined || others.length === 0) return aspects;
  const common = [...first].filter((slug) => others.every((other) => other.has(slug)));
  return aspects.map((aspect) => [...new Set([...aspect, ...common])]);
}

/** Each figure only where the group has questions for it. */
function figuresOf(name: string, group: readonly Answered[]): readonly Figure[] {
  const about = group.filter(({ aspects }) => aspects.length > 0);
  const several = about.filter(({ aspects }) => aspects.length > 1);
  const none = group.filter(({ aspects }) => aspects.length === 0);
  return [
    percent(`${name}: right first`, about, ({ found, aspects }) => isRight(found[0], aspects)),
    percent(`${name}: right among three`, about, ({ found, aspects }) =>
      found.slice(0, 3).some((slug) => isRight(slug, aspects)),
    ),
    percent(`${name}: every aspect`, several, ({ found, aspects }) =>
      aspects.every((aspect) => found.some((slug) => aspect.includes(slug))),
    ),
    percent(`${name}: a subject where there is none`, none, ({ found }) => found.length > 0),
  ].flat();
}

/** Each two slugs that two aspects of a question can mean; none of them what both have in common. */
function pairsOf(aspects: AskedQuestion['aspects']): readonly (readonly [string, string])[] {
  return aspects.flatMap((one, at) =>
    aspects.slice(at + 1).flatMap((other) => {
      const [only, others] = [one.filter((slug) => !other.includes(slug)), other.filter((slug) => !one.includes(slug))];
      return only.flatMap((slug) => others.map((beside) => [slug, beside] as const));
    }),
  );
}

/** Whether a record about two subjects comes before two that are about one of them each. */
function putsAllFirst(pair: readonly [string, string], question: Question): boolean {
  const both = tierOf(new Set(pair), question);
  return both !== undefined && pair.every((slug) => (tierOf(new Set([slug]), question) ?? -1) < both);
}

/** The number of aspects that a record about these subjects has. Undefined where it is no hit. */
function tierOf(record: ReadonlySet<string>, { groups, tiers }: Question): number | undefined {
  const has = ({ concept }: { readonly concept: string }) => record.has(concept.slice('concept:'.length));
  if (!groups.every(({ terms }) => terms.some(has))) return undefined;
  return tiers?.aspects.filter(({ terms }) => terms.some(has)).length ?? 0;
}

function percent(name: string, group: readonly Answered[], holds: (asked: Answered) => boolean): readonly Figure[] {
  return group.length === 0 ? [] : [figure(name, '%', [(100 * group.filter(holds).length) / group.length])];
}

function isRight(slug: string | undefined, aspects: AskedQuestion['aspects']): boolean {
  return slug !== undefined && aspects.some((aspect) => aspect.includes(slug));
}

function isMissed({ found, aspects }: Answered): boolean {
  return aspects.length === 0
    ? found.length > 0
    : !isRight(found[0], aspects) || !aspects.every((aspect) => found.some((slug) => aspect.includes(slug)));
}

function groupsOf(
  answered: readonly Answered[],
  keyOf: (asked: Answered) => string,
): readonly (readonly [string, readonly Answered[]])[] {
  const groups = new Map<string, Answered[]>();
  for (const asked of answered) {
    const key = keyOf(asked);
    groups.set(key, [...(groups.get(key) ?? []), asked]);
  }
  return [...groups];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
