import { join } from 'node:path';
import { Agent } from 'undici';
import { payloadFor } from '../../../subgraphs/city/auth/test/TestKey';
import type { TestKey } from '../../../subgraphs/city/auth/test/TestKey';
import { runChild } from '../../bench/runChild';

/** What a search asks of a city: hits of a concept, with their records. */
const SEARCH =
  '{ staffHits(concepts: [{ terms: [{ concept: "concept:social-affairs", weight: 1000 }] }], day: "2026-01-01", first: 20) { total hits { id } } }';

const HAMMER = join(__dirname, 'hammerInChild.ts');

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

  /** @returns the status, and how long it took in milliseconds */
  async ask(cityId: string, query = SEARCH): Promise<{ readonly status: number; readonly ms: number }> {
    const token = await this.#token(cityId);
    const start = performance.now();
    const { statusCode, body } = await this.#agent.request({
      origin: this.origin,
      path: `/${cityId}/graphql`,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const text = await body.text();
    const isWhole = statusCode !== 200 || text.includes('"total"');
    return { status: isWhole ? statusCode : 0, ms: performance.now() - start };
  }

  /** Asks one city on so many connections without a pause. Returns what ends that. */
  async hammer(cityId: string, connections: number): Promise<() => Promise<void>> {
    const args = [`${this.origin}/${cityId}/graphql`, String(connections), await this.#token(cityId)];
    const child = await runChild(HAMMER, [...args, JSON.stringify({ query: SEARCH })], new AbortController().signal);
    return () => child.end();
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
