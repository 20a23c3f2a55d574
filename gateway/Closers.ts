/** What was opened and has to be closed again: the last one first. */
export class Closers {
  readonly #steps: (() => unknown)[] = [];

  /** Takes what closes a thing that was just opened. */
  add(close: () => unknown): void {
    this.#steps.push(close);
  }

  /**
   * Closes everything, one after the other, also when one of them fails. What was closed is not closed again.
   *
   * @throws what failed: the error itself, or an AggregateError of several.
   */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) {
      throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'Several parts could not be closed.');
    }
  }
}

/**
 * Opens things one after the other, and gives back what is made of them. When one of them cannot be opened, those before
 * it are closed, and it rejects with that error.
 *
 * @param open tells the closers of each thing as soon as it is open
 */
export async function openAll<Opened>(open: (closers: Closers) => Promise<Opened>): Promise<Opened> {
  const closers = new Closers();
  try {
    return await open(closers);
  } catch (error) {
    // Why it could not be opened is what somebody can mend.
    await closers.close().catch(() => undefined);
    throw error;
  }
}
