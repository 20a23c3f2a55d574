/**
 * Runs every step, one after the other, also when one before it failed.
 *
 * @throws what failed: the error itself, or an AggregateError of several.
 */
export async function closeInOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of steps) {
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
