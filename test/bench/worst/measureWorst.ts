import type { Vocabulary } from '../../../subgraphs/directory/vocabulary/Vocabulary';
import type { BenchOptions, Figure, Measurement } from '../Bench';
import { withClient } from '../city/withClient';
import { createPost } from '../createPost';
import { figure, quantile } from '../figures';
import { CityQuestions, VARIANTS } from './CityQuestions';
import type { Asked } from './CityQuestions';
import { explainHits } from './explainHits';
import { findWorst } from './findWorst';
import { Inventor } from './WorstQuestion';

/** A city that is served, with its database. */
export interface WorstCity {
  readonly url: string;
  readonly databaseUrl: string;
  readonly cityId: string;
  readonly vocabulary: Vocabulary;
}

/** No question is to take longer: hundredths of those that are worst may. */
const PROMISED_MS = 500;
const SHOWN = 10;
const WARM_UP = 20;

/** Looks for the worst questions, and tells of the ten worst by which plans they were answered. */
export async function measureWorst(
  { url, databaseUrl, cityId, vocabulary }: WorstCity,
  { quick, seed, signal }: BenchOptions,
  tell: (what: string) => void,
): Promise<Measurement> {
  const client = createPost(url, 1);
  try {
    const city = new CityQuestions(cityId, (body) => client.post(body), vocabulary);
    const concepts = vocabulary.complete('', { first: Infinity });
    const broadest = concepts.filter(({ broader }) => broader.length === 0).map(({ id }) => id);
    const inventor = new Inventor(seed, broadest);
    tell('warming up');
    for (let index = 0; index < WARM_UP; index++) await city.ask(inventor.invent(-1 - index), Infinity);
    const amount = quick
      ? { questions: 30, randomMs: 20_000, ms: 40_000 }
      : { questions: 250, randomMs: 240_000, ms: 480_000 };
    const found = await findWorst(city, inventor, { ...amount, promisedMs: PROMISED_MS, seed, signal }, tell);
    const all = [...found.random, ...found.climbed];
    const worst = worstOf(all);
    const report: string[] = [];
    for (const [place, asked] of worst.entries()) {
      tell(`explaining the worst, ${place + 1} of ${worst.length}`);
      const plan = await withClient(databaseUrl, signal, (one) => explainHits(one, cityId, asked));
      report.push(`${place + 1}. ${describe(asked)}\n${plan}\n`);
    }
    return {
      rows: [
        ...VARIANTS.map((variant) => {
          const ms = timesOf(all, variant);
          return {
            target: nameOf(variant),
            unit: 'ms',
            seed,
            asked: ms.length,
            p50: quantile(ms, 0.5),
            p99: quantile(ms, 0.99),
            max: Math.max(...ms),
          };
        }),
        ...worst.map(({ question, page, facets, ms, total }) => ({
          target: 'one of the worst',
          question,
          page,
          facets,
          ms,
          total,
        })),
      ],
      figures: VARIANTS.flatMap((variant) => [
        ...figuresOf(nameOf(variant), timesOf(found.random, variant), {}),
        ...figuresOf(
          `${nameOf(variant)}, with climbing`,
          timesOf(all, variant),
          quick ? {} : { promise: { atMost: PROMISED_MS } },
        ),
      ]),
      report: report.join('\n'),
    };
  } finally {
    await client.close();
  }
}

function figuresOf(name: string, ms: readonly number[], promised: Pick<Figure, 'promise'>): readonly Figure[] {
  if (ms.length === 0) return [];
  return [
    figure(`${name}: half of ${ms.length}`, 'ms', [quantile(ms, 0.5)]),
    figure(`${name}: 99 of 100`, 'ms', [quantile(ms, 0.99)], promised),
    figure(`${name}: all`, 'ms', [Math.max(...ms)]),
  ];
}

function timesOf(asked: readonly Asked[], { page, facets }: Pick<Asked, 'page' | 'facets'>): readonly number[] {
  return asked.flatMap((one) => (one.page === page && one.facets === facets ? [one.ms] : []));
}

/** Of each question its worst page. */
function worstOf(asked: readonly Asked[]): readonly Asked[] {
  const byQuestion = new Map<string, Asked>();
  for (const one of [...asked].sort((a, b) => a.ms - b.ms)) byQuestion.set(JSON.stringify(one.question), one);
  return [...byQuestion.values()].sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
}

function nameOf({ page, facets }: Pick<Asked, 'page' | 'facets'>): string {
  return `page ${page}${facets ? ' with facets' : ''}`;
}

function describe(asked: Asked): string {
  const { question, ms, total } = asked;
  return `${Math.round(ms)} ms, ${total ?? 'no answer in time'} match, ${nameOf(asked)}: ${JSON.stringify(question)}`;
}
