import type { ApolloServerOptions } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { HubContext } from '../../context';
import { countTokens } from './countTokens';

type FormatError = NonNullable<ApolloServerOptions<HubContext>['formatError']>;

/** The parser's, which stops there and so knows no figure (graphql-js, `Parser.advanceLexer`). */
const TOO_MANY = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;

/** Has the refusal of a document with too many tokens name the figure beside the limit. */
export function tellTokens(formatError: FormatError): FormatError {
  return (formatted, error) => {
    const [, limit] = TOO_MANY.exec(formatted.message) ?? [];
    const source = error instanceof GraphQLError ? error.source : undefined;
    if (limit === undefined || source === undefined) return formatError(formatted, error);
    const message = `Syntax Error: The document has ${countTokens(source.body)} tokens, and the limit is ${limit}.`;
    return formatError({ ...formatted, message }, error);
  };
}
