import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { CityContext } from '../context';
import { SERVICE_UNAVAILABLE } from '../request/SERVICE_UNAVAILABLE';
import { NobodyWaitsError } from '../request/NobodyWaitsError';
import { writeDisclosures } from './writeDisclosures';

/**
 * Logs what an answer discloses before it leaves. An answer that cannot be logged is withheld whole, also where its
 * records are public: a log with gaps would prove nothing, and an anonymous viewer, who is not logged, can still ask for
 * what is public.
 */
export function createDisclosurePlugin(logger: Logger): ApolloServerPlugin<CityContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: async ({ contextValue, response }) => {
          try {
            await writeDisclosures(contextValue);
          } catch (error) {
            const isLate = error instanceof NobodyWaitsError;
            if (!isLate) {
              logger.error({ err: error, requestId: contextValue.requestId }, 'an answer could not be logged');
            }
            response.http.status = isLate ? 503 : 500;
            response.body = {
              kind: 'single',
              singleResult: {
                errors: [
                  {
                    message: 'The answer is withheld, because the city could not log it.',
                    extensions: { code: isLate ? SERVICE_UNAVAILABLE : 'INTERNAL_SERVER_ERROR' },
                  },
                ],
              },
            };
          }
        },
      }),
  };
}
