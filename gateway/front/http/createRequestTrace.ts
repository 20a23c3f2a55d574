import type { ApolloServerPlugin } from '@apollo/server';
import type { HubContext } from '../../context';

export interface RequestTrace {
  readonly plugin: ApolloServerPlugin<HubContext>;
  /** In which request an error came up. Undefined for an error outside of any. */
  readonly requestIdOf: (error: unknown) => string | undefined;
}

/** It is the client's, and told as far as it is a name. */
const LONGEST_NAME = 100;

/**
 * Records the kind and the name of a request's operation, and remembers in which request each error came up, since Apollo
 * Server does not tell it to `formatError`. Neither the question nor the viewer is recorded.
 */
export function createRequestTrace(): RequestTrace {
  const requestIds = new WeakMap<object, string>();
  return {
    plugin: {
      requestDidStart: ({ contextValue: { requestId, span } }) =>
        Promise.resolve({
          didResolveOperation: ({ operation, operationName }) => {
            if (operation) span?.setAttribute('graphql.operation.type', operation.operation);
            if (operationName) span?.setAttribute('graphql.operation.name', operationName.slice(0, LONGEST_NAME));
            return Promise.resolve();
          },
          didEncounterErrors: ({ errors }) => {
            for (const error of errors) requestIds.set(error, requestId);
            return Promise.resolve();
          },
        }),
    },
    requestIdOf: (error) => (typeof error === 'object' && error !== null ? requestIds.get(error) : undefined),
  };
}
