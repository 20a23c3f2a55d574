import { createHash } from 'node:crypto';
import type { AnswerEnd } from './AnswerReader';
import type { Row } from './Question';

/** How much of an answer is held before it is sent. */
interface HeldBounds {
  readonly rows: number;
  /** Of all texts in it. */
  readonly characters: number;
}

/** An answer of which the beginning is here, and the rest is read when it is wanted. */
export class HeldAnswer {
  readonly #held: (readonly Row[])[] = [];
  readonly #hash = createHash('sha256');
  #end: AnswerEnd | undefined;

  private constructor(private readonly rest: AsyncGenerator<readonly Row[], AnswerEnd, undefined>) {}

  /** Reads an answer to its end, or until more than so much of it is there: one of just so many rows has come to its end. */
  static async hold(
    pages: AsyncGenerator<readonly Row[], AnswerEnd, undefined>,
    { rows, characters }: HeldBounds,
  ): Promise<HeldAnswer> {
    const answer = new HeldAnswer(pages);
    let [rowsLeft, charactersLeft] = [rows, characters];
    while (rowsLeft >= 0 && charactersLeft >= 0) {
      const page = await answer.#next();
      if (page === undefined) break;
      answer.#held.push(page);
      answer.#hash.update(JSON.stringify(page.map(({ values }) => values)));
      rowsLeft -= page.length;
      for (const row of page) {
        for (const value of row.values) charactersLeft -= typeof value === 'string' ? value.length : 0;
      }
    }
    return answer;
  }

  /** Of an answer that is here as a whole: another one where rows, or the cities behind them, are others. Can be told once. */
  fingerprint(of: string): string {
    return this.#hash.update(JSON.stringify([of, this.#end?.isComplete, this.#end?.notes])).digest('base64url');
  }

  /** How it stands; undefined until all of it was read. */
  get end(): AnswerEnd | undefined {
    return this.#end;
  }

  /** All rows, those that are held first. Can be read once. */
  async *pages(): AsyncGenerator<readonly Row[]> {
    try {
      yield* this.#held;
      if (this.#end !== undefined) return;
      for (let page = await this.#next(); page !== undefined; page = await this.#next()) yield page;
    } finally {
      this.leave();
    }
  }

  /** Whoever reads no further leaves nothing waiting. */
  leave(): void {
    if (this.#end === undefined) void this.rest.return(undefined as never);
  }

  async #next(): Promise<readonly Row[] | undefined> {
    const { done, value } = await this.rest.next();
    if (done !== true) return value;
    this.#end = value;
    return undefined;
  }
}
