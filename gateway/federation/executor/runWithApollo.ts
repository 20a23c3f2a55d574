import type { Schema, Supergraph } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';

export interface ApolloExecution {
  readonly supergraph: Supergraph;
  readonly apiSchema: Schema;
  readonly schema: GraphQLSchema;
  readonly services: ReadonlyMap<string, GraphQLDataSource>;
}

/** Has Apollo Gateway run a plan. It is loaded at the first one, since the hub's own plans do not need it. */
export async function runWithApollo(
  plan: QueryPlan,
  incoming: GatewayGraphQLRequestContext,
  { supergraph, apiSchema, schema, services }: ApolloExecution,
): Promise<GatewayExecutionResult> {
  const { buildOperationContext, executeQueryPlan } = await import('@apollo/gateway');
  return executeQueryPlan(
    plan,
    Object.fromEntries(services),
    incoming,
    buildOperationContext({
      schema,
      operationDocument: incoming.document,
      operationName: incoming.request.operationName,
    }),
    supergraph.schema.toGraphQLJSSchema(),
    apiSchema,
  );
}
