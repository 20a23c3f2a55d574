import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { createPlanGateway } from '../../gateway/engine/executor/createPlanGateway';
import { composeSubgraphs } from '../../subgraphs/composing/composeSubgraphs';
import { spoil } from './Fault';
import type { Answer, Fault } from './Fault';

/** What an engine made of an operation, and what it asked the subgraphs for. */
export interface Outcome {
  readonly status: number | undefined;
  /** As text, since the order of the fields counts. Undefined when there is none. */
  readonly data: string | undefined;
  /** In an order that does not depend on which of two subgraphs was faster. */
  readonly errors: readonly GraphQLFormattedError[];
  readonly calls: readonly string[];
}

export interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** The subgraphs that fail, by name. */
export type Faults = Readonly<Record<string, Fault>>;

export interface BothEngines {
  /** What clients see. */
  readonly api: GraphQLSchema;
  apollo(question: Question, faults?: Faults): Promise<Outcome>;
  ours(question: Question, faults?: Faults): Promise<Outcome>;
  /** Ours, with subgraphs that give one and the same object for representations that are equal. */
  sharing(question: Question): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Apollo Gateway and ours, each with the same subgraphs in this process. */
export async function bothEngines(subgraphs: Readonly<Record<string, Subgraph>>): Promise<BothEngines> {
  const composed = composeSubgraphs(
    Object.fromEntries(Object.entries(subgraphs).map(([name, { sdl }]) => [name, sdl])),
  );
  if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
  const { supergraphSdl } = composed;
  let api: GraphQLSchema | undefined;
  const notice = (gateway: GatewayInterface): GatewayInterface => {
    gateway.onSchemaLoadOrUpdate(({ apiSchema }) => (api = apiSchema));
    return gateway;
  };
  // Apollo Gateway tells its maker of its use.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const apollo = await startEngine(
    subgraphs,
    (buildService) => new ApolloGateway({ supergraphSdl, buildService, logger: SILENT }),
  );
  const ours = await startEngine(subgraphs, (buildService) =>
    notice(createPlanGateway({ supergraphSdl, buildService })),
  );
  const sharing = await startEngine(
    subgraphs,
    (buildService) => createPlanGateway({ supergraphSdl, buildService }),
    shareEntities,
  );
  if (api === undefined) throw new Error('The gateway told no schema.');
  return {
    api,
    apollo: apollo.ask,
    ours: ours.ask,
    sharing: sharing.ask,
    stop: async () => {
      for (const engine of [apollo, ours, sharing]) await engine.stop();
    },
  };
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Of each question its own, since calls of an answer that has failed as a whole may go on behind it. */
interface Asked {
  readonly viewer: string;
  readonly calls: string[];
  readonly faults: Faults;
}

async function startEngine(
  subgraphs: Readonly<Record<string, Subgraph>>,
  create: (buildService: (subgraph: { name: string }) => GraphQLDataSource) => GatewayInterface,
  change: (answer: Answer, representations: readonly unknown[]) => Answer = (answer) => answer,
) {
  const gateway = create(({ name }) => {
    const { sdl, createResolvers } = subgraphs[name]!;
    const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: createResolvers() as never });
    return {
      process: async ({ request: { query, variables, operationName }, context, ...rest }) => {
        const path = 'pathInIncomingRequest' in rest ? rest.pathInIncomingRequest : undefined;
        const { calls, faults, viewer } = context as unknown as Asked;
        // What stands in the query's text for Apollo are variables for us.
        calls.push(JSON.stringify([name, operationName, path, viewer, variables?.['representations']]));
        const result = await execute({ schema, document: parse(query!), variableValues: variables, operationName });
        // As if it had come by HTTP.
        const answer = JSON.parse(JSON.stringify(result)) as Answer;
        const fault = faults[name];
        if (fault !== undefined) return spoil(answer, fault);
        return change(answer, (variables?.['representations'] ?? []) as unknown[]);
      },
    };
  });
  const server = new ApolloServer({
    gateway,
    logger: SILENT,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await server.start();
  return {
    ask: async (question: Question, faults: Faults = {}): Promise<Outcome> => {
      const contextValue: Asked = { viewer: 'anybody', calls: [], faults };
      const { body, http } = await server.executeOperation(question, { contextValue });
      if (body.kind !== 'single') throw new Error('The answer came in parts.');
      const { data, errors = [] } = body.singleResult;
      return {
        status: http.status,
        data: data === undefined ? undefined : JSON.stringify(data),
        errors: [...errors].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
        calls: [...contextValue.calls].sort(),
      };
    },
    stop: () => server.stop(),
  };
}

function shareEntities({ data, ...rest }: Answer, representations: readonly unknown[]): Answer {
  const entities = (data as { _entities?: unknown[] } | null)?._entities;
  if (entities === undefined) return { data, ...rest };
  const known = new Map<string, unknown>();
  const shared = entities.map((entity, index) => {
    const identity = JSON.stringify(representations[index]);
    if (!known.has(identity)) known.set(identity, entity);
    return known.get(identity);
  });
  return { data: { ...(data as object), _entities: shared }, ...rest };
}

/** A subgraph of a test's supergraph. */
export interface Subgraph {
  readonly sdl: string;
  /** Made anew for each engine, since mutations change what they remember. */
  readonly createResolvers: () => object;
}
