import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { HubContext } from '../../context';
import { hashOperation } from './hashOperation';
import type { Safelist } from './Safelist';

/**
 * Lets clients send listed operations alone: as text, or by their hash in the form of automatic persisted queries. What
 * the hub's own page and export ask in process is theirs to know. The code is Apollo Router's.
 */
export function allowListed(safelist: Safelist): ApolloServerPlugin<HubContext> {
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- the hook is asynchronous, the check is not
    requestDidStart: async ({ request }) => {
      if (request.http === undefined) return;
      const { sha256Hash } = (request.extensions?.['persistedQuery'] ?? {}) as { readonly sha256Hash?: unknown };
      const listed = typeof sha256Hash === 'string' ? safelist.get(sha256Hash) : undefined;
      if (request.query === undefined && listed !== undefined) {
        request.query = listed;
        // Or Apollo Server would look for it among those that clients registered.
        delete request.extensions?.['persistedQuery'];
      }
      return {
        // eslint-disable-next-line @typescript-eslint/require-await -- as above
        didResolveOperation: async ({ source }) => {
          if (safelist.has(hashOperation(source))) return;
          throw new GraphQLError('The operation is not one of those that this hub lists.', {
            extensions: { code: 'QUERY_NOT_IN_SAFELIST', http: { status: 400 } },
          });
        },
      };
    },
  };
}
