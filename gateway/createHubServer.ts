import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { HubSchemas } from '../subgraphs/composing/HubSchemas';
import { registerAssistants } from './assistants/registerAssistants';
import type { HubConfig } from './config';
import type { Subgraphs } from './createSubgraphs';
import type { AnswerCache } from './front/cache/AnswerCache';
import { createSupergraphServer } from './front/createSupergraphServer';
import type { SupergraphServer } from './front/createSupergraphServer';
import { createRoutedSchema } from './front/engines/createRoutedSchema';
import { registerSubgraphRoutes } from './front/engines/registerSubgraphRoutes';
import { registerJwksRoute } from './front/http/openRoutes';
import type { Phase } from './front/http/openRoutes';
import { allowListed } from './front/limits/safelist';
import { createListSizes } from './front/limits/createListSizes';
import { createSignIn, everybodyAnonymous } from './front/sign-in/createSignIn';
import { Sessions } from './front/sign-in/Sessions';
import type { MemberReads } from './observe/audit/MemberReads';
import type { HubMetrics } from './observe/metrics/createHubMetrics';
import type { HubFiles } from './openFiles';
import type { RequestWarnings } from './routing/RequestWarnings';
import { registerQuestions } from './questions/registerQuestions';
import { createApolloQuery } from './web/createApolloQuery';
import { registerApiSchema } from './web/explorer/registerApiSchema';
import { registerWeb } from './web/registerWeb';
import { registerSignIn } from './web/sign-in/registerSignIn';

export interface HubServerOptions {
  readonly config: HubConfig;
  readonly schemas: HubSchemas;
  readonly files: HubFiles;
  readonly subgraphs: Subgraphs;
  readonly metrics: HubMetrics;
  readonly reads: MemberReads | undefined;
  readonly cache: AnswerCache | undefined;
  readonly warnings: RequestWarnings;
  readonly tracer: Tracer | undefined;
  readonly phase: () => Phase;
  readonly logger: Logger;
}

/** The hub over HTTP: the API, its keys, the subgraphs for other engines, and the pages. It does not listen yet. */
export function createHubServer(options: HubServerOptions): Promise<SupergraphServer> {
  const { config, schemas, files, subgraphs, metrics, reads, cache, warnings, tracer, phase, logger } = options;
  const { vocabulary, safelist, signingKeys } = files;
  const { timeoutMs, signIn } = config;
  const sessions = signIn?.session && new Sessions(signIn.session);
  return createSupergraphServer({
    supergraphSdl: schemas.supergraph,
    buildService: ({ name }) => subgraphs.dataSourceOf(name),
    timeoutMs,
    phase,
    signIn: signIn === undefined ? everybodyAnonymous : createSignIn(signIn),
    sessions,
    limits: config.limits,
    knownOperations: safelist?.values() ?? [],
    listSizeOf: createListSizes(files.network.current, vocabulary),
    tracer,
    onRequest: metrics.onRequest,
    watchLimit: metrics,
    maxCost: config.maxSearchCost,
    plugins: [
      metrics.plugin,
      warnings.plugin,
      ...(reads ? [reads.plugin] : []),
      ...(safelist ? [allowListed(safelist)] : []),
      ...(cache?.plugins ?? []),
    ],
    extend: async (fastify, apollo) => {
      registerJwksRoute(fastify, signingKeys.current);
      if (config.subgraphsToken !== undefined) {
        const { directory, search, city } = subgraphs;
        await registerSubgraphRoutes(fastify, {
          schemas: { directory, search, city: createRoutedSchema(schemas.city, city) },
          token: config.subgraphsToken,
          timeoutMs,
          plugins: [warnings.plugin],
          logger,
        });
      }
      const query = createApolloQuery(apollo, timeoutMs);
      registerWeb(fastify, { query, logger, notices: files.notices });
      if (signIn?.session && sessions) registerSignIn(fastify, { signIn, session: signIn.session, sessions, logger });
      if (config.limits.introspection) registerApiSchema(fastify);
      registerQuestions(fastify, {
        ...{ query, limits: config.answerLimits, logger },
        ownQuestions: files.ownQuestions?.current,
      });
      registerAssistants(fastify, {
        query,
        corsOrigins: config.limits.corsOrigins,
        issuer: signIn?.issuer,
        logger,
      });
    },
    logger,
  });
}
