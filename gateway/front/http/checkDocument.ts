import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { HubContext } from '../../context';
import { boundDocument } from '../limits/boundDocument';

/**
 * Refuses a document that would be dear to validate. Apollo Server lets plugins refuse a request once it was validated, and
 * keeps valid documents by their text. So another document takes the place of such a one, of which nothing is asked: it is
 * kept and refused as often as it comes.
 */
export function checkDocument(): ApolloServerPlugin<HubContext> {
  const refused = new WeakMap<DocumentNode, GraphQLError>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        validationDidStart: (request) => {
          try {
            boundDocument(request.document);
          } catch (error) {
            if (!(error instanceof GraphQLError)) throw error;
            const nothing = parse('{ __typename }');
            refused.set(nothing, error);
            (request as { document: DocumentNode }).document = nothing;
          }
          return Promise.resolve();
        },
        // eslint-disable-next-line @typescript-eslint/require-await -- the hook is asynchronous, the check is not
        didResolveOperation: async ({ document }) => {
          const refusal = refused.get(document);
          if (refusal) throw refusal;
        },
      }),
  };
}
