/** What became of one request of a load. */
import { until } from '../../until';
interface Outcome {
  readonly startedAt: number;
  /** Undefined: a whole answer. */
  readonly failure: string | undefined;
}

const EXPERTS = '{ experts(concepts: ["concept:housing"]) { nodes { name } coverage { complete } } }';

/** Clients that ask a hub the same question without a pause. */
export class Load {
  readonly outcomes: Outcome[] = [];
  /** Requests that have no answer yet. */
  underWay = 0;
  #isEnded = false;
  readonly #clients: readonly Promise<void>[];

  constructor(
    private readonly url: string,
    clients: number,
  ) {
    this.#clients = Array.from({ length: clients }, async () => {
      while (!this.#isEnded) await this.#ask();
    });
  }

  get failures(): readonly Outcome[] {
    return this.outcomes.filter(({ failure }) => failure !== undefined);
  }

  /** Resolves when so many more requests have been answered, or have failed. */
  async more(requests: number): Promise<void> {
    const goal = this.outcomes.length + requests;
    await until(`${requests} more requests`, () => this.outcomes.length >= goal);
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.all(this.#clients);
  }

  async #ask(): Promise<void> {
    const startedAt = performance.now();
    this.underWay++;
    const failure = await this.#send().catch(String);
    this.underWay--;
    this.outcomes.push({ startedAt, failure });
  }

  async #send(): Promise<string | undefined> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: EXPERTS }),
    });
    const text = await response.text();
    if (!response.ok) return `HTTP ${response.status}: ${text}`;
    const { data, errors } = JSON.parse(text);
    return errors === undefined && data.experts.coverage.complete === true ? undefined : text;
  }
}
