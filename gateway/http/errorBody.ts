/** The body of an answer to a request that failed before it was GraphQL, in the form of a GraphQL response. */
export function errorBody(message: string, code: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
