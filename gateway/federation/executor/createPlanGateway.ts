import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import { QueryPlanner } from '@apollo/query-planner';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import { getVariableValues, Kind, parse, print } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { fieldsRequiredWithArguments } from './fieldsRequiredWithArguments';
import { findOperation } from './findOperation';
import { liftLiterals } from './liftLiterals';
import { planOperation, weightOf } from './planOperation';
import type { PlannedOperation } from './planOperation';
import { PlanStore } from './PlanStore';
import { runPlan } from './runPlan';
import { runWithApollo } from './runWithApollo';
import { introspect } from './shape/introspect';
import { TypeConditions } from './TypeConditions';

export interface PlanGatewayOptions {
  /** The composed supergraph, Federation 2. */
  readonly supergraphSdl: string;
  /** Makes the way to a subgraph, once for each. */
  readonly buildService: (subgraph: { readonly name: string; readonly url?: string | undefined }) => GraphQLDataSource;
  /** Is told of each request that is left to Apollo Gateway. */
  readonly onHandOver?: (reason: 'UNKNOWN_NODE' | 'TRACED') => void;
}

export interface PlanGateway extends GatewayInterface {
  /**
   * Plans the operations of a document before anyone asks for them. Throws a GraphQLError when they cannot be parsed or
   * do not fit the schema.
   */
  planAhead(query: string): void;
  /** How the plans are kept. */
  readonly plans: Pick<PlanStore, 'hits' | 'misses' | 'size'>;
}

/** What is known of an operation as a client wrote it. */
interface Prepared {
  readonly planned: PlannedOperation;
  /** What stands in its text, by the variables of the plan. */
  readonly literals: Readonly<Record<string, unknown>>;
}

/** In characters of operations. The usual plan has some thousand of them. */
const MAX_PLANS_WEIGHT = 8 * 1024 * 1024;

/**
 * A gateway over any supergraph, for Apollo Server: Apollo's planner makes the plans, and they are run here. It answers as
 * Apollo Gateway does (test/federation), but for these:
 * - An error of an entity has the path of that entity, even where not every object at its place is of the subgraph.
 * - A field that the planner had to rename on the way keeps a value such as 0, where Apollo Gateway makes it null.
 * - The type of the root is known, however a subgraph calls its own.
 * - Subgraphs get as variables what stands in the text of an operation.
 * - There is no `extensions.valueCompletion`.
 *
 * Plans with a node that is not known here, and requests whose subgraphs are to be traced for Apollo's own reports, are
 * left to Apollo Gateway. Throws a GraphQLError when the supergraph is not valid.
 */
export function createPlanGateway({ supergraphSdl, buildService, onHandOver }: PlanGatewayOptions): PlanGateway {
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const planning = { planner: new QueryPlanner(supergraph), apiSchema, types: new TypeConditions(supergraph.schema) };
  const services: ReadonlyMap<string, GraphQLDataSource> = new Map(
    supergraph.subgraphsMetadata().map((subgraph) => [subgraph.name, buildService(subgraph)]),
  );
  const except = fieldsRequiredWithArguments(supergraph.schema);
  const plans = new PlanStore(MAX_PLANS_WEIGHT);
  // Apollo Server keeps the documents that it parsed, and drops them in time.
  const prepared = new WeakMap<OperationDefinitionNode, Prepared>();
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();

  function prepare(document: DocumentNode, operation: OperationDefinitionNode): Prepared {
    const known = prepared.get(operation);
    if (known !== undefined) {
      plans.noteUse();
      return known;
    }
    const lifted = liftLiterals(document, operation, { schema, except });
    const text = print(lifted.document);
    let planned = plans.get(text);
    if (planned === undefined) {
      planned = planOperation(lifted.document, planning);
      plans.set(text, planned, text.length + weightOf(planned.plan));
    }
    const made = { planned, literals: lifted.values };
    prepared.set(operation, made);
    return made;
  }

  async function execute(incoming: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { request, document, metrics } = incoming;
    const operation = findOperation(document, request.operationName || undefined);
    const { planned, literals } = prepare(document, operation);
    const { step, defaults } = planned;
    const variables = request.variables ?? {};
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors };
    const all = { ...variables, ...literals };
    if (step === null || metrics.captureTraces) {
      onHandOver?.(step === null ? 'UNKNOWN_NODE' : 'TRACED');
      const asPlanned = { ...incoming, request: { ...request, variables: all } };
      return runWithApollo(planned.plan, asPlanned, { supergraph, apiSchema, schema, services });
    }
    const execution = { incoming, variables: all, defaults, services, root: {}, errors: [] };
    return runPlan(planned, step, execution, (field) => introspect(field, schema, operation, variables));
  }

  return {
    load: () => {
      for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: supergraphSdl });
      return Promise.resolve({ executor: execute });
    },
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: () => Promise.resolve(),
    plans,
    planAhead: (query) => {
      const document = parse(query);
      for (const operation of operationsOf(document)) prepare(document, operation);
    },
  };
}

function operationsOf({ definitions }: DocumentNode): readonly OperationDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}
