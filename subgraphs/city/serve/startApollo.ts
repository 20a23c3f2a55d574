import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { DocumentStore } from '../../serving/DocumentStore';
import type { CityContext } from '../answer/context';
import { createDisclosurePlugin } from '../disclosure/disclosureLog';
import { buildCitySchema } from '../schema/buildCitySchema';
import { createOutagePlugin, maskError } from './maskError';
import type { RequestObserver } from './observeRequests';
import type { RequestSpans } from './traceRequests';

/** Starts what executes questions, with all that looks at them and at their answers. */
export async function startApollo(
  app: FastifyInstance,
  observer: RequestObserver,
  spans: RequestSpans | undefined,
  logger: Logger,
): Promise<ApolloServer<CityContext>> {
  const apollo = new ApolloServer<CityContext>({
    schema: await buildCitySchema(),
    documentStore: new DocumentStore(),
    logger,
    // The contract is public, and the hub examines it.
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) =>
      maskError(formatted, error, (hidden) => {
        logger.error({ requestId: observer.requestIdOf(error), err: hidden, path: formatted.path }, 'a field failed');
      }),
    plugins: [
      fastifyApolloDrainPlugin(app),
      createDisclosurePlugin(logger),
      createOutagePlugin(),
      // Behind those that change an answer.
      observer.plugin,
      ...(spans ? [spans.plugin] : []),
      ApolloServerPluginLandingPageDisabled(),
      // Nothing here may be cached (see createApp), and to compute that anew it would watch every field.
      ApolloServerPluginCacheControlDisabled(),
      // It would tell errors, unmasked, to whoever asks for a trace.
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
