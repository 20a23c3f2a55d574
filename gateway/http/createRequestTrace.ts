import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { HubContext } from '../context';

export interface RequestTrace {
  readonly plugin: ApolloServerPlugin<HubContext>;
  /** In which request an error came up. Undefined for an error outside of any. */
  readonly requestIdOf: (error: unknown) => string | undefined;
}

/**
 * Writes a line for each operation that was answered, and remembers in which request each error came up, since Apollo
 * Server does not tell it to `formatError`. Neither the question nor the viewer is written.
 */
export function createRequestTrace(logger: Logger): RequestTrace {
  const requestIds = new WeakMap<object, string>();
  return {
    plugin: {
      requestDidStart: ({ contextValue: { requestId } }) => {
        const startedAt = performance.now();
        return Promise.resolve({
          didEncounterErrors: ({ errors }) => {
            for (const error of errors) requestIds.set(error, requestId);
            return Promise.resolve();
          },
          willSendResponse: () => {
            logger.debug({ requestId, ms: Math.round(performance.now() - startedAt) }, 'answered');
            return Promise.resolve();
          },
        });
      },
    },
    requestIdOf: (error) => (typeof error === 'object' && error !== null ? requestIds.get(error) : undefined),
  };
}
