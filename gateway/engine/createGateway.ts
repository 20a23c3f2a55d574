import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from 'pino';
import { createPlanGateway } from './executor/createPlanGateway';
import type { PlanGateway } from './executor/createPlanGateway';

/** Plans and executes queries; Apollo Server takes it as its `gateway`. */
export type Gateway = PlanGateway;

/** The way to one subgraph of the supergraph. */
export type DataSource = GraphQLDataSource;

export interface GatewayOptions {
  /** The composed supergraph, Federation 2. */
  readonly supergraphSdl: string;
  /** Makes the way to a subgraph, once for each. Any data source that Apollo Gateway can use will do. */
  readonly buildService: (subgraph: { readonly name: string; readonly url?: string | undefined }) => DataSource;
  readonly logger: Logger;
}

/**
 * Plans and executes queries over a supergraph, whosever it is. Only what lies in executor/ behind this knows Apollo's
 * planner and Apollo Gateway (Elastic License 2.0, see NOTICE), so that another engine can take their place. Throws a
 * GraphQLError when the supergraph is not valid.
 */
export function createGateway({ supergraphSdl, buildService, logger }: GatewayOptions): Gateway {
  return createPlanGateway({
    supergraphSdl,
    buildService,
    onHandOver: (reason) => {
      logger.debug({ reason }, 'a plan was left to Apollo Gateway');
    },
  });
}
