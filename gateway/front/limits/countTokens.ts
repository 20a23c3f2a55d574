import { Lexer, Source, TokenKind } from 'graphql';

/** How many tokens a text has, as far as it is GraphQL. Takes as long as the text is, unlike the parser with a limit. */
export function countTokens(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count++;
  } catch {
    // From here on it is no GraphQL.
  }
  return count;
}
