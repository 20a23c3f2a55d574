import type { GraphQLFormattedError } from 'graphql';
import type { Query, QueryOperation, QueryResult } from '../Query';
import { createSearchOperation } from './createSearchOperation';
import type { Search } from './Search';
import type { SearchAnswer } from './SearchAnswer';

/** The question cannot be answered as it is. */
export interface Refused {
  readonly state: 'refused';
  /** In English, and fit for the one who asked. */
  readonly message: string;
  readonly code?: string;
  /** The argument of the API that is at fault, such as `filter.cities`. */
  readonly argument?: string | undefined;
  /** What was given for it, where the message says that. */
  readonly value?: string | undefined;
  /** In how many seconds to ask again, where too much was asked. */
  readonly retryAfter?: number | undefined;
}

/** What came of a search. */
export type SearchOutcome<Answer> =
  | { readonly state: 'answered'; readonly answer: Answer }
  | Refused
  /** The hub could not answer; the cause is for the log. */
  | { readonly state: 'failed'; readonly cause: unknown };

/** The client can do something about it, and the message says what. */
const REFUSALS: ReadonlySet<string> = new Set(['BAD_USER_INPUT', 'UNAUTHENTICATED', 'TOO_COSTLY', 'RATE_LIMITED']);

/** The hub's answer had no data for the search. The message names the codes of its errors, and no more. */
export class NoDataError extends Error {
  override readonly name = 'NoDataError';

  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(`The hub answered without data (${errors.map(codeOf).join(', ') || 'no error given'}).`);
  }
}

/**
 * Asks the hub for one page, of `first` hits. Never rejects. Hits whose city could not be had for the details come with a
 * null node, and the search counts as answered.
 */
export async function askHub(
  query: Query,
  search: Search,
  first: number,
  signal: AbortSignal,
): Promise<SearchOutcome<SearchAnswer>> {
  const { kind } = search;
  const outcome = await askFor(query, createSearchOperation(search, first, 'page'), kind, signal);
  return outcome.state === 'answered'
    ? { ...outcome, answer: { kind, page: outcome.answer } as SearchAnswer }
    : outcome;
}

/**
 * What the hub answers for one field of an operation. Never rejects.
 *
 * @returns the hub's own schema guarantees that it has the shape that the operation selects
 */
export async function askFor<Answer>(
  query: Query,
  operation: QueryOperation,
  field: string,
  signal: AbortSignal,
): Promise<SearchOutcome<Answer>> {
  try {
    return outcomeOf(await query(operation, { signal }), field);
  } catch (cause) {
    return { state: 'failed', cause };
  }
}

/** What an answer of the hub says for one field of an operation. */
export function outcomeOf<Answer>({ data, errors = [] }: QueryResult, field: string): SearchOutcome<Answer> {
  const answer = data?.[field];
  if (answer != null) return { state: 'answered', answer: answer as Answer };
  return refusalIn(errors) ?? { state: 'failed', cause: new NoDataError(errors) };
}

function refusedBy(error: GraphQLFormattedError): Refused {
  const { argument, retryAfter } = error.extensions ?? {};
  return {
    ...{ state: 'refused', message: error.message, code: codeOf(error) },
    argument: typeof argument === 'string' ? argument : undefined,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    value: /, but got "([^"]*)"\.$/.exec(error.message)?.[1],
  };
}

/** Why a question cannot be answered as it is; undefined where that is none of the errors. */
export function refusalIn(errors: readonly GraphQLFormattedError[]): Refused | undefined {
  const error = errors.find((each) => REFUSALS.has(codeOf(each)));
  return error && refusedBy(error);
}

/** The code of an error, as gateway/front/errorCodes.ts has them. */
export function codeOf(error: GraphQLFormattedError): string {
  const code = error.extensions?.['code'];
  return typeof code === 'string' ? code : 'UNKNOWN';
}
