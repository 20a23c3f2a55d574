import { GraphQLError } from 'graphql';
import { weighOperation } from './weighOperation';
import type { WeighedOperation } from './weighOperation';

/** As many as could be written without fragments: planning takes time and memory for each. */
const MAX_SELECTIONS = 5_000;
/** Of one answer, which is made in memory. */
const MAX_VALUES = 1_000_000;
/** Fragments without a name are no level of `HANSE_MAX_DEPTH`, and the planner goes into each. */
const MAX_NESTING = 500;

/**
 * Refuses an operation that is short and asks for very much: fragments within fragments, pages within pages.
 *
 * @param operation known to be valid
 * @throws GraphQLError with the code `TOO_COSTLY`
 */
export function boundOperation(operation: WeighedOperation): void {
  const { selections, values, nesting } = weighOperation(operation);
  if (selections > MAX_SELECTIONS) {
    throw tooCostly(`With its fragments written out this query has ${told(selections)} fields`, MAX_SELECTIONS);
  }
  if (nesting > MAX_NESTING) throw tooCostly(`This query is nested ${nesting} levels deep`, MAX_NESTING);
  if (values > MAX_VALUES) {
    throw tooCostly(`With full pages the answer to this query has ${told(values)} values`, MAX_VALUES);
  }
}

function tooCostly(figure: string, limit: number): GraphQLError {
  return new GraphQLError(`${figure}, and the limit is ${limit}.`, {
    extensions: { code: 'TOO_COSTLY', http: { status: 400 } },
  });
}

function told(figure: number): string {
  return Number.isSafeInteger(figure) ? String(figure) : 'countless';
}
