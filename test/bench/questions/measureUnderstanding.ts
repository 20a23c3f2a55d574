import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRandom } from '../../../subgraphs/city/generate/createRandom';
import type { LangString } from '../../../subgraphs/directory/vocabulary/Concept';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import { Vocabulary } from '../../../subgraphs/directory/vocabulary/Vocabulary';
import { numbered } from '../../../subgraphs/search/question/Tiers';
import { understand as understandQuestion } from '../../../subgraphs/search/question/understand';
import type { Question } from '../../../subgraphs/search/question/understand';
import type { BenchOptions, Figure, Measurement } from '../Bench';
import { figure } from '../figures';
import { QUESTION_SETS, readAskedQuestions } from './AskedQuestion';
import type { AskedQuestion } from './AskedQuestion';
import { createDemoPlaces } from './measurePlaces';
import { createYardstick } from './yardstick';

const VOCABULARY = path.join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');

const LABELS_LEFT_OUT = 'all questions, three of five labels left out';
const SHARE_LEFT_OUT = 3 / 5;

interface Answered extends AskedQuestion {
  /** The slugs of the concepts understood, best first. */
  readonly found: readonly string[];
}

interface Compared extends Answered {
  /** What the full-text index finds, best first. */
  readonly byIndex: readonly string[];
}

/**
 * How questions are understood that people type, by kind and by language, beside an ordinary full-text index. And since the labels
 * were written by whoever had read most of the questions, the same once more with three of five alternative labels left out.
 */
export async function measureUnderstanding({ seed }: BenchOptions): Promise<Measurement> {
  const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
  const places = await createDemoPlaces();
  const rest = (question: string) => places(question).rest;
  const sets = Object.entries(QUESTION_SETS).map(
    ([name, file]) => [name, compare(readAskedQuestions(file), vocabulary, rest)] as const,
  );
  const asked = Object.values(QUESTION_SETS).flatMap(readAskedQuestions);
  const unseen = compare(asked, withoutLabels(vocabulary, seed), rest);
  // One that can mean many pairs is one question still.
  const first = (of: readonly AskedQuestion[]): readonly number[] =>
    of.flatMap(({ question, aspects }) => {
      const asked = { concepts: [], match: 'ANY', text: places(question).rest } as const;
      const understood = understandQuestion(asked, vocabulary);
      const pairs = pairsOf(aspects);
      return pairs.length === 0 ? [] : mean(pairs.map((pair) => Number(putsAllFirst(pair, understood))));
    });

  for (const [set, asked] of sets) {
    for (const { kind, question, aspects, found } of asked.filter(isMissed)) {
      const right = aspects.map((aspect) => aspect.join('/')).join(' + ') || 'nothing';
      process.stderr.write(`missed: ${set} ${kind} "${question}" is ${right}, found ${found.join(' ') || 'nothing'}\n`);
    }
  }
  return {
    rows: sets.map(([name, asked]) => ({
      target: `questions as people type them: ${name}`,
      questions: asked.length,
      misses: asked.filter(isMissed),
    })),
    figures: sets
      .flatMap(([name, asked]) => {
        const about = asked.filter(({ aspects }) => aspects.length > 0);
        const ofSubjects = [
          figure(`${name}: a record with two aspects before those with one`, '%', [100 * mean(first(asked))]),
          figure(`${name}: concepts understood beyond those expected, of a question`, '', [
            mean(about.map(({ found, aspects }) => Math.max(0, found.length - aspects.length))),
          ]),
        ];
        return [...figuresOfGroups(name, asked), ...(about.length > 0 ? ofSubjects : [])];
      })
      .concat(figuresOfGroups(LABELS_LEFT_OUT, unseen)),
  };
}

/** Those of all, and of each kind and language. */
function figuresOfGroups(name: string, asked: readonly Compared[]): readonly Figure[] {
  const groups = [
    [name, asked] as const,
    ...groupsOf(asked, ({ kind }) => `${name}, ${kind.toLowerCase().replaceAll('_', ' ')}`),
    ...groupsOf(asked, ({ language }) => `${name}, in ${language}`),
  ];
  return groups.flatMap(([of, group]) => [
    ...figuresOf(of, group),
    ...yardstickOf(
      `${of}, by a full-text index`,
      group.map((each) => ({ ...each, found: each.byIndex })),
    ),
  ]);
}

/** What vocabulary and index find for questions, which are asked without their places. */
function compare(
  questions: readonly AskedQuestion[],
  vocabulary: Vocabulary,
  rest: (question: string) => string,
): readonly Compared[] {
  const narrower = (slug: string) => slugsOf(vocabulary.narrower(`concept:${slug}`));
  const yardstick = createYardstick(vocabulary.concepts());
  return questions.map((asked) => {
    const found = slugsOf(vocabulary.read(rest(asked.question)).understood.map(({ id }) => id));
    const byIndex = slugsOf(yardstick(asked.question));
    return { ...asked, aspects: withCommon(asked.aspects, narrower), found, byIndex };
  });
}

/** The same for the same seed, and for a label whatever becomes of others. */
function withoutLabels(vocabulary: Vocabulary, seed: number): Vocabulary {
  const isLeftOut = (id: string, { lang, text }: LangString) =>
    createRandom(seed, `${id} ${lang} ${text}`, 0).chance(SHARE_LEFT_OUT);
  return new Vocabulary(
    vocabulary.concepts().map((concept) => ({
      ...concept,
      altLabels: concept.altLabels.filter((label) => !isLeftOut(concept.id, label)),
    })),
  );
}

function slugsOf(ids: readonly string[]): readonly string[] {
  return ids.map((id) => id.slice('concept:'.length));
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

/** What is told of the yardstick: how often its first answer is right. */
function yardstickOf(name: string, group: readonly Answered[]): readonly Figure[] {
  const about = group.filter(({ aspects }) => aspects.length > 0);
  return percent(`${name}: right first`, about, ({ found, aspects }) => isRight(found[0], aspects));
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

/** The tier of a record about these subjects. Undefined where it is no hit. */
function tierOf(record: ReadonlySet<string>, { groups, tiers }: Question): number | undefined {
  const has = ({ concept }: { readonly concept: string }) => record.has(concept.slice('concept:'.length));
  if (!groups.every(({ terms }) => terms.some(has))) return undefined;
  return tiers === undefined ? 0 : numbered(tiers).filter(({ terms }) => terms.some(has)).length;
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

function groupsOf<A extends Answered>(
  answered: readonly A[],
  keyOf: (asked: A) => string,
): readonly (readonly [string, readonly A[]])[] {
  const groups = new Map<string, A[]>();
  for (const asked of answered) {
    const key = keyOf(asked);
    groups.set(key, [...(groups.get(key) ?? []), asked]);
  }
  return [...groups];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
