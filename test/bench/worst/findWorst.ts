import { performance } from 'node:perf_hooks';
import { createRandom } from '../../../subgraphs/city/generate/createRandom';
import type { Asked, CityQuestions } from './CityQuestions';
import type { Inventor, WorstQuestion } from './WorstQuestion';

/** How long is looked for. */
export interface Search {
  /** Questions at random. */
  readonly questions: number;
  /** The time for all of it, and of that for questions at random, in milliseconds. */
  readonly ms: number;
  readonly randomMs: number;
  readonly promisedMs: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** From so many of the worst the way goes up. */
const CLIMBED = 8;

/**
 * Asks questions at random, and then such as are near to the worst of them: one that is worse takes its place among those from
 * which the way goes up.
 *
 * @returns all that were asked
 */
export async function findWorst(
  city: CityQuestions,
  inventor: Inventor,
  { questions, ms, randomMs, promisedMs, seed, signal }: Search,
  tell: (what: string) => void,
): Promise<{ readonly random: readonly Asked[]; readonly climbed: readonly Asked[] }> {
  const start = performance.now();
  const random: Asked[] = [];
  const climbed: Asked[] = [];
  const worst: { readonly question: WorstQuestion; readonly ms: number }[] = [];
  const seen = new Set<string>();
  const ask = async (question: WorstQuestion, into: Asked[]): Promise<void> => {
    signal.throwIfAborted();
    const written = JSON.stringify(question);
    if (seen.has(written)) return;
    seen.add(written);
    const asked = await city.ask(question, promisedMs);
    into.push(...asked);
    worst.push({ question, ms: Math.max(...asked.map((one) => one.ms)) });
    worst.sort((one, other) => other.ms - one.ms).splice(CLIMBED);
  };
  const left = (until: number): string =>
    `${Math.max(0, Math.round((start + until - performance.now()) / 1000))} s left`;
  const isOver = (until: number): boolean => performance.now() - start > until;
  for (let index = 0; index < questions && !isOver(randomMs); index++) {
    tell(`question ${index + 1} of ${questions}, the worst ${Math.round(worst[0]?.ms ?? 0)} ms, ${left(randomMs)}`);
    await ask(inventor.invent(index), random);
  }
  for (let step = 0; worst.length > 0 && !isOver(ms); step++) {
    tell(`climbing, step ${step + 1}, the worst ${Math.round(worst[0]?.ms ?? 0)} ms, ${left(ms)}`);
    const { question } = worst[createRandom(seed, 'climb', step).integer(worst.length)]!;
    await ask(inventor.change(question, step), climbed);
  }
  return { random, climbed };
}
