import type { ApolloServerOptions } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { meaningOf } from './errorCodes';
import type { HubContext } from '../context';

/** What clients are told beside the message. */
const PUBLIC_EXTENSIONS = ['code', 'city', 'phase', 'argument', 'retryAfter'] as const;

/** Faults of a request to which Apollo Server gives no code. */
const UNCODED = new Set(['provided sha does not match query', 'Unsupported persisted query version']);

/** What tells of how the hub is built, by its code or its message. */
const IN_OTHER_WORDS = new Map<unknown, string>([
  ['INTROSPECTION_DISABLED', 'The schema is not told here.'],
  // The parser's, of brackets within brackets.
  ['Maximum call stack size exceeded', 'Syntax Error: The document is nested too deeply.'],
]);

/**
 * Makes Apollo Server's `formatError`: errors with a known code pass with what is known of their extensions, all others
 * are logged, with the request, and masked, so that no stack trace, address or name of an inner part reaches a client.
 */
export function createFormatError(
  logger: Logger,
  requestIdOf: (error: unknown) => string | undefined,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ message, path, locations, extensions: given = {} }, error) => {
    const extensions = UNCODED.has(message) ? { code: 'BAD_REQUEST' } : given;
    const place = { ...(path && { path }), ...(locations && { locations }) };
    if (meaningOf(extensions.code)?.isShown !== true) {
      logger.error({ requestId: requestIdOf(error), err: unwrapResolverError(error), path }, 'an error was masked');
      return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    }
    const words = IN_OTHER_WORDS.get(extensions.validationErrorCode) ?? IN_OTHER_WORDS.get(message) ?? message;
    const told = PUBLIC_EXTENSIONS.filter((name) => extensions[name] !== undefined);
    return { message: words, ...place, extensions: Object.fromEntries(told.map((name) => [name, extensions[name]])) };
  };
}

type FormatError = NonNullable<ApolloServerOptions<HubContext>['formatError']>;

/** The parser's, which stops there and so knows no figure (graphql-js, `Parser.advanceLexer`). */
const TOO_MANY = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;

/** Has the refusal of a document with too many tokens name the figure beside the limit. */
export function nameTokenCount(formatError: FormatError): FormatError {
  return (formatted, error) => {
    const [, limit] = TOO_MANY.exec(formatted.message) ?? [];
    const source = error instanceof GraphQLError ? error.source : undefined;
    if (limit === undefined || source === undefined) return formatError(formatted, error);
    const message = `Syntax Error: The document has ${countTokens(source.body)} tokens, and the limit is ${limit}.`;
    return formatError({ ...formatted, message }, error);
  };
}

/** How many tokens a text has, as far as it is GraphQL. Takes as long as the text is, unlike the parser with a limit. */
function countTokens(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count++;
  } catch {
    // From here on it is no GraphQL.
  }
  return count;
}
