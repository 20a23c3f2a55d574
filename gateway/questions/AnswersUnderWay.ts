import type { FastifyReply } from 'fastify';

/** How many answers that take much of the hub each asker waits for. */
export class AnswersUnderWay {
  readonly #byAsker = new Map<string, number>();

  /** Counts one more until it was sent, or its reader is gone; not where there are so many already, which it tells. */
  begin(asker: string, most: number, { raw }: FastifyReply): boolean {
    const count = this.#byAsker.get(asker) ?? 0;
    if (count >= most) return false;
    this.#byAsker.set(asker, count + 1);
    raw.once('close', () => {
      this.#end(asker);
    });
    return true;
  }

  #end(asker: string): void {
    const left = (this.#byAsker.get(asker) ?? 1) - 1;
    if (left === 0) this.#byAsker.delete(asker);
    else this.#byAsker.set(asker, left);
  }
}
