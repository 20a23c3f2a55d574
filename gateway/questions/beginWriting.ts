/**
 * Writes the first piece, so that what fails by then is told in the head of an answer instead of breaking it off, and gives all pieces.
 *
 * @throws what the first piece failed with
 */
export async function beginWriting<T>(written: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const pieces = written[Symbol.asyncIterator]();
  let first: Promise<IteratorResult<T>> | undefined = pieces.next();
  await first;
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        const next = first ?? pieces.next();
        first = undefined;
        return next;
      },
      // Also where nobody has taken the first one.
      return: async () => {
        await pieces.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}
