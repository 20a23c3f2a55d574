import { operationFromDocument } from '@apollo/federation-internals';
import type { Schema, Supergraph } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlanner } from '@apollo/query-planner';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';

export interface ApolloExecution {
  readonly planner: QueryPlanner;
  readonly supergraph: Supergraph;
  readonly apiSchema: Schema;
  readonly schema: GraphQLSchema;
  readonly services: ReadonlyMap<string, GraphQLDataSource>;
}

/**
 * Has Apollo Gateway run an operation, by a plan of its own. It is loaded at the first one, since the hub's plans do not
 * need it.
 */
export async function runWithApollo(
  incoming: GatewayGraphQLRequestContext,
  { planner, supergraph, apiSchema, schema, services }: ApolloExecution,
): Promise<GatewayExecutionResult> {
  const { buildOperationContext, executeQueryPlan } = await import('@apollo/gateway');
  const { document, request } = incoming;
  const operation = operationFromDocument(apiSchema, document, { operationName: request.operationName });
  return executeQueryPlan(
    planner.buildQueryPlan(operation),
    Object.fromEntries(services),
    incoming,
    buildOperationContext({ schema, operationDocument: document, operationName: request.operationName }),
    supergraph.schema.toGraphQLJSSchema(),
    apiSchema,
  );
}
