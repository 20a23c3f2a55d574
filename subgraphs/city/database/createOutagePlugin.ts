import type { ApolloServerPlugin } from '@apollo/server';
import type { CityContext } from '../context';
import { SERVICE_UNAVAILABLE } from '../request/SERVICE_UNAVAILABLE';

/**
 * An answer without its database is none: HTTP 503, so that the hub takes the city for unreachable, and not for one that
 * answers nonsense.
 */
export function createOutagePlugin(): ApolloServerPlugin<CityContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response }) => {
          const { body, http } = response;
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          if (errors.some(({ extensions }) => extensions?.code === SERVICE_UNAVAILABLE)) {
            http.status ??= 503;
            http.headers.set('retry-after', '5');
          }
          return Promise.resolve();
        },
      }),
  };
}
