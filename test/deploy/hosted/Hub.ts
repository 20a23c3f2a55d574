import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { payloadFor } from '../../../subgraphs/city/auth/test/TestKey';
import type { TestKey } from '../../../subgraphs/city/auth/test/TestKey';
import { REQUEST_TIMEOUT_HEADER } from '../../../subgraphs/contract/headers';
import { runChild } from '../../bench/runChild';

/** What a search asks of a city: hits of a concept, with their records. */
export const SEARCH =
  '{ staffHits(concepts: [{ terms: [{ concept: "concept:social-affairs", weight: 1000 }] }], day: "2026-01-01", first: 20) { total hits { id } } }';

/** What no city answers, and costs it nothing but its own time. */
export const WRONG = '{ staffHits(nothing: true) { hits { id } } }';

const HAMMER = join(__dirname, 'hammerInChild.ts');

/** Someone who asks without a pause. */
export interface Hammer {
  /** So many answers were had. */
  answers(): Promise<number>;
  end(): Promise<void>;
}

/** Asks cities as a hub does: connections are kept, and a token serves half a minute. */
export class Hub {
  readonly #agent: Agent;
  readonly #tokens = new Map<string, { readonly token: string; readonly at: number }>();

  constructor(
    private readonly origin: string,
    private readonly key: TestKey,
  ) {
    this.#agent = new Agent({ connections: 512, pipelining: 1 });
  }

  /**
   * @param patienceMs how long it waits for the answer, as it tells the city
   * @returns the status, and how long it took in milliseconds
   */
  async ask(
    cityId: string,
    patienceMs = 10_000,
    query = SEARCH,
  ): Promise<{ readonly status: number; readonly ms: number }> {
    const token = await this.#token(cityId);
    const start = performance.now();
    const { statusCode, body } = await this.#agent.request({
      origin: this.origin,
      path: `/${cityId}/graphql`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        [REQUEST_TIMEOUT_HEADER]: String(patienceMs),
      },
      body: JSON.stringify({ query }),
    });
    const text = await body.text();
    const isWhole = statusCode !== 200 || text.includes('"total"');
    return { status: isWhole ? statusCode : 0, ms: performance.now() - start };
  }

  /** Asks one city again and again, from so many clients that wait for half a second. Returns what ends that. */
  askOn(cityId: string, clients: number): () => Promise<ReadonlySet<number>> {
    const statuses = new Set<number>();
    let isAsking = true;
    const asking = Array.from({ length: clients }, async () => {
      while (isAsking) {
        statuses.add((await this.ask(cityId, 500)).status);
        await sleep(20);
      }
    });
    return async () => {
      isAsking = false;
      await Promise.all(asking);
      return statuses;
    };
  }

  /** Asks one city on so many connections without a pause. */
  async hammer(cityId: string, connections: number, query: string): Promise<Hammer> {
    const body = JSON.stringify({ query });
    const args = [`${this.origin}/${cityId}/graphql`, String(connections), await this.#token(cityId), body];
    const child = await runChild(HAMMER, args, new AbortController().signal);
    return { answers: () => child.ask<number>('answers'), end: () => child.end() };
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  async #token(cityId: string): Promise<string> {
    const known = this.#tokens.get(cityId);
    if (known !== undefined && performance.now() - known.at < 30_000) return known.token;
    const token = await this.key.sign(payloadFor(cityId));
    this.#tokens.set(cityId, { token, at: performance.now() });
    return token;
  }
}
