import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from 'pino';

/** Plans and executes queries; Apollo Server takes it as its `gateway`. */
export type Gateway = ApolloGateway;

/** The way to one subgraph of the supergraph. */
export type DataSource = GraphQLDataSource;

export interface GatewayOptions {
  /** The composed supergraph, Federation 2. */
  readonly supergraphSdl: string;
  readonly buildService: (subgraph: { readonly name: string; readonly url?: string | undefined }) => DataSource;
  readonly logger: Logger;
}

/**
 * Plans and executes queries over a supergraph. This is the only module that knows Apollo Gateway (Elastic License 2.0,
 * see NOTICE), so that another engine can take its place.
 */
export function createGateway({ supergraphSdl, buildService, logger }: GatewayOptions): Gateway {
  // Apollo Gateway sends usage metrics to its maker, and offers no other way to leave that off.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const engineLogger = logger.child({ part: 'apollo-gateway' }, { level: quieter(logger.level) });
  return new ApolloGateway({
    supergraphSdl,
    buildService,
    logger: engineLogger,
    __exposeQueryPlanExperimental: false,
    validateSupergraph: true,
  });
}

/** The engine reports its every start as info. */
function quieter(level: string): string {
  return level === 'info' ? 'warn' : level;
}
