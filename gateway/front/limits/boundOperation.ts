import { tooCostly } from './tooCostly';
import type { OperationWeight } from './weighOperation';

/** Of one answer, which is made in memory. */
const MAX_VALUES = 250_000;
/** Of introspection, which is answered without a pause. */
const MAX_INTROSPECTED = 100_000;

/**
 * Refuses an operation that is short and asks for very much: lists within lists, pages within pages.
 *
 * @throws GraphQLError with the code `TOO_COSTLY`
 */
export function boundOperation({ values, introspected }: OperationWeight): void {
  if (values > MAX_VALUES) {
    const figure = `With full lists and pages the answer to this query has ${told(values)} values`;
    throw tooCostly(figure, MAX_VALUES, 'Ask for smaller pages, or for fewer lists within lists.');
  }
  if (introspected > MAX_INTROSPECTED) {
    const figure = `The answer to this introspection has ${told(introspected)} values`;
    throw tooCostly(figure, MAX_INTROSPECTED, 'Ask for the schema once, or read it from its file.');
  }
}

function told(figure: number): string {
  return Number.isSafeInteger(Math.round(figure)) ? String(Math.round(figure)) : 'countless';
}
