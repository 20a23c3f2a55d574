import { performance } from 'node:perf_hooks';
import type { AnsweredReply } from '../../../subgraphs/contract/AskCity';
import { MAX_HITS } from '../../../subgraphs/contract/bounds';
import type { Vocabulary } from '../../../subgraphs/directory/vocabulary/Vocabulary';
import { createHitsOperation } from '../../../subgraphs/search/hits/HitsRequest';
import type { HitsRequest } from '../../../subgraphs/search/hits/HitsRequest';
import { readAnswer } from '../../../subgraphs/search/hits/readAnswer';
import type { UsableAnswer } from '../../../subgraphs/search/hits/readAnswer';
import type { Features, SearchKind } from '../../../subgraphs/search/kinds';
import { experts, exchanges, needs, offers, programmes } from '../../../subgraphs/search/kinds';
import { understand } from '../../../subgraphs/search/question/understand';
import type { createPost } from '../createPost';
import type { WorstQuestion } from './WorstQuestion';

const DAY = '2026-03-15';
/** What a city answers whose database ended the statement. */
const TOO_SLOW = /answered 503/;
/** The page far behind the first, where there are so many hits. */
const FAR = 100;

/** In how they differ from each other nothing here is interested. */
export const KINDS = { experts, programmes, exchanges, offers, needs } as unknown as Readonly<
  Record<WorstQuestion['kind'], SearchKind<Features>>
>;

/** One page of a question. */
export interface Variant {
  readonly page: 1 | 100;
  readonly facets: boolean;
}

export const VARIANTS: readonly Variant[] = ([1, FAR] as const).flatMap((page) =>
  [false, true].map((facets) => ({ page, facets })),
);

/** A question as it was asked, and how long its answer took. */
export interface Asked extends Variant {
  readonly question: WorstQuestion;
  readonly request: HitsRequest;
  readonly ms: number;
  /** How many records match, as the city says. Null where it gave no answer in its time. */
  readonly total: number | null;
}

/** Asks a city what a hub would ask it for a client's question. */
export class CityQuestions {
  constructor(
    private readonly cityId: string,
    private readonly post: ReturnType<typeof createPost>['post'],
    private readonly vocabulary: Vocabulary,
  ) {}

  /** All pages of a question, each once, or twice where it takes longer than is promised: a busy machine is not the question's. */
  async ask(question: WorstQuestion, promisedMs: number): Promise<readonly Asked[]> {
    const first = this.#requestOf(question);
    const asked: Asked[] = [];
    let far: HitsRequest | null | undefined;
    for (const { page, facets } of VARIANTS) {
      if (page !== 1 && far === undefined) far = await this.#farPage(question, first);
      const from = page === 1 ? first : far;
      if (from == null) continue;
      asked.push(await this.again({ question, page, facets, request: { ...from, wantsFacets: facets } }, promisedMs));
    }
    return asked;
  }

  /** @param promisedMs where it takes longer, the shorter of two times counts */
  async again(asked: Omit<Asked, 'ms' | 'total'>, promisedMs: number): Promise<Asked> {
    const { question, request } = asked;
    const one = await this.#time(question, request);
    const other = one.ms > promisedMs ? await this.#time(question, request) : one;
    return { ...asked, ...(other.ms < one.ms ? other : one) };
  }

  async #time(question: WorstQuestion, request: HitsRequest): Promise<Pick<Asked, 'ms' | 'total'>> {
    const start = performance.now();
    const answer = await this.#answer(question, request);
    return { ms: performance.now() - start, total: answer?.total ?? null };
  }

  #requestOf({ concepts, match, words, filter, order, backwards, size }: WorstQuestion): HitsRequest {
    const text = words.length > 0 ? words.join(' ') : null;
    const understood = understand({ concepts, match, text }, this.vocabulary);
    const question = order === 'RELEVANCE' ? understood : { ...understood, tiers: undefined };
    return {
      question,
      filter,
      day: DAY,
      order,
      reversed: backwards,
      first: size + 1,
      after: null,
    };
  }

  /** The hundredth page. Null where there is none. */
  async #farPage(question: WorstQuestion, first: HitsRequest): Promise<HitsRequest | null> {
    let missing = (FAR - 1) * question.size;
    let after: HitsRequest['after'] = null;
    while (missing > 0) {
      const answer: UsableAnswer | null = await this.#answer(question, {
        ...first,
        first: Math.min(MAX_HITS, missing),
        after,
      });
      const last = answer?.hits.at(-1);
      if (answer === null || last === undefined) return null;
      missing -= answer.hits.length;
      if (missing > 0 && answer.hits.length < MAX_HITS) return null;
      after = last;
    }
    return { ...first, after };
  }

  /** Null where the city does not answer in its time. Throws where the answer is wrong. */
  async #answer({ kind }: WorstQuestion, request: HitsRequest): Promise<UsableAnswer | null> {
    const { query, variables } = createHitsOperation(KINDS[kind], request);
    const body = await this.post(JSON.stringify({ query, variables })).catch((error: unknown) => {
      if (TOO_SLOW.test(String(error))) return null;
      throw error;
    });
    if (body === null) return null;
    const { data, errors = [] } = JSON.parse(body) as {
      readonly data: AnsweredReply['data'] | null;
      readonly errors?: object[];
    };
    if (data === null || errors.length > 0) throw new Error(`To ${JSON.stringify(variables)} it said ${body}`);
    const answer = readAnswer(KINDS[kind], this.cityId, { status: 'ANSWERED', data, errors: [], tookMs: 0 }, request);
    if (!('hits' in answer)) throw new Error(`To ${JSON.stringify(variables)}: ${answer.message}`);
    return answer;
  }
}
