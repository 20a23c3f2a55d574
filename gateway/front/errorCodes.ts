/** What the code of an error (`extensions.code`) says. The hub's README has the same table, for those who write clients. */
interface ErrorMeaning {
  readonly meaning: string;
  /** Who can do something about it. A request with nothing but errors of its client counts as refused. */
  readonly fault: 'client' | 'city' | 'hub';
  /** HTTP status of an answer without `data`; beside that it is 200. */
  readonly status: number;
  /** Whether the message is made to be read by clients. Any other tells of an accident, may hold anything, and is masked. */
  readonly isShown: boolean;
}

const ofClient = (status: number, meaning: string): ErrorMeaning => ({
  meaning,
  fault: 'client',
  status,
  isShown: true,
});
const ofCity = (meaning: string): ErrorMeaning => ({ meaning, fault: 'city', status: 200, isShown: true });

/** Every code that an answer of the hub can have. */
export const ERROR_CODES = {
  // Of the request itself: Apollo Server's words, and ours for what comes before GraphQL.
  BAD_REQUEST: ofClient(400, 'the request has not the form of GraphQL over HTTP (also 405, 406, 408, 413, 415, 431)'),
  NOT_FOUND: ofClient(404, 'there is nothing at this path'),
  UNAUTHENTICATED: ofClient(401, 'the token gives no access'),
  SIGN_IN_UNAVAILABLE: {
    meaning: 'whether the token is valid cannot be told at the moment',
    fault: 'hub',
    status: 503,
    isShown: true,
  },
  GRAPHQL_PARSE_FAILED: ofClient(400, 'the document is no GraphQL'),
  GRAPHQL_VALIDATION_FAILED: ofClient(400, 'the document does not fit the schema, or is nested too deeply'),
  OPERATION_RESOLUTION_FAILURE: ofClient(400, 'the document does not have the operation that is named'),
  PERSISTED_QUERY_NOT_FOUND: ofClient(200, 'the hash is not known: send the text with it'),
  PERSISTED_QUERY_NOT_SUPPORTED: ofClient(200, 'this hub takes no hashes of queries'),
  QUERY_NOT_IN_SAFELIST: ofClient(400, 'the operation is not one of those that the hub lists'),
  // Of what it asks for.
  BAD_USER_INPUT: ofClient(400, 'an argument or a variable is wrong; `argument` names it'),
  TOO_COSTLY: ofClient(400, 'it asks for more than the hub does for one request'),
  RATE_LIMITED: ofClient(
    429,
    'whoever asks has spent the points of this minute; `retryAfter` says after how many seconds to ask again',
  ),
  // Of the answer.
  QUERY_TIMED_OUT: { meaning: 'the time of the query was over', fault: 'hub', status: 200, isShown: true },
  FURTHER_ERRORS: { meaning: 'there were more errors than are told', fault: 'hub', status: 200, isShown: true },
  INTERNAL_SERVER_ERROR: {
    meaning: 'an accident of the hub; its log knows more',
    fault: 'hub',
    status: 500,
    isShown: false,
  },
  // Of a city; `city` names it, and `phase` says whether it was searched or fetched from.
  CITY_UNREACHABLE: ofCity('the city could not be reached'),
  CITY_TIMED_OUT: ofCity('the city did not answer in time'),
  CITY_REFUSED: ofCity('the city refused to answer'),
  CITY_INVALID: ofCity('what the city answered broke the contract'),
  CITY_SUSPENDED: ofCity('the operator of the network took the city out for a while'),
  CITY_ERROR: ofCity('the city answered with an error of its own'),
  CITY_PARTIAL: ofCity('the city said that its answer is not complete'),
  CITIES_NOT_ASKED: ofCity('cities that could match were not asked, and all were required'),
  FOREIGN_ID: ofCity('the city answered for an id of another one'),
} as const satisfies Readonly<Record<string, ErrorMeaning>>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Undefined for a code that is none of these. */
export function meaningOf(code: unknown): ErrorMeaning | undefined {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as ErrorCode] : undefined;
}
