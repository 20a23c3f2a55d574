import type { GraphQLDataSource } from '@apollo/gateway';
import { QueryPlanner } from '@apollo/query-planner';
import type { QueryPlan } from '@apollo/query-planner';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import { getVariableValues, Kind, parse, print } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { AnswerWork } from '../AnswerWork';
import { OperationVariants } from '../conditions';
import type { VariableValues } from '../conditions';
import { compilePlan } from './compilePlan';
import type { PlannedOperation } from './compilePlan';
import { compileShape } from './compileShape';
import type { Shape } from './compileShape';
import { introspect } from './introspect';
import { fieldsRequiredWithArguments, liftLiterals } from './liftLiterals';
import { isLarge, planDocument } from './planning/planDocument';
import { PlanningThread } from './planning/PlanningThread';
import { PlanStore, weightOf } from './PlanStore';
import { readSupergraph } from './readSupergraph';
import { TypeConditions } from './representations';
import { runPlan } from './runPlan';
import { runWithApollo } from './runWithApollo';
import { findOperation, onlyOperation, PlanNames, toPlannable } from './toPlannable';

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
  /** Starts the thread in which large operations are planned, so that the first of them has not to wait for it. */
  warmUp(): void;
  /** How the plans are kept. */
  readonly plans: Pick<PlanStore, 'hits' | 'misses' | 'size'>;
}

/** What is known of an operation as a client wrote it, for variables that ask for the same. */
interface Prepared {
  readonly planned: PlannedOperation;
  /** What stands in its text, by the variables of the plan. */
  readonly literals: Readonly<Record<string, unknown>>;
  readonly shape: Shape;
}

/** In characters of operations. The usual plan has some thousand of them. */
const MAX_PLANS_WEIGHT = 8 * 1024 * 1024;
/** Of an operation that is planned without a thread of its own: at most 40 ms of the event loop. */
const MAX_SELECTIONS_HERE = 100;
/** The same, while the thread is not ready: a client would wait longer for it than for the plan. */
const MAX_SELECTIONS_AT_START = 500;
/** Of an operation that is planned ahead: each doubles its plans. */
const MAX_CONDITIONS_AHEAD = 3;

/**
 * A gateway over any supergraph, for Apollo Server: Apollo's planner makes the plans, and they are run here. It answers as
 * graphql-js would answer from one schema, and so as Apollo Gateway does (test/federation), but for these:
 * - What `@skip` and `@include` leave out is not planned: an object of which nothing is left is there, and empty.
 * - A fragment on an interface or a union may hold one on another type, also where the object does not tell its type, since
 *   that follows from its place.
 * - An alias may be the name of a field that the planner needs, such as `id: name`.
 * - The fields of an answer come in the order of the query, those of fragments too.
 * - A null of a client where none is allowed is an error of that field, with the code BAD_USER_INPUT.
 * - An error of an entity has the path of that entity, even where not every object at its place is of the subgraph.
 * - A field that the planner had to rename on the way keeps a value such as 0, where Apollo Gateway makes it null.
 * - The type of the root is known, however a subgraph calls its own.
 * - Subgraphs get as variables what stands in the text of an operation.
 * - There is no `extensions.valueCompletion`.
 *
 * Large operations are planned in a thread, and answers are made in slices (`AnswerWork`), so that others are served
 * meanwhile. Plans with a node that is not known here, and requests whose subgraphs are to be traced for Apollo's own reports, are
 * left to Apollo Gateway. Throws a GraphQLError when the supergraph is not valid.
 */
export function createPlanGateway({ supergraphSdl, buildService, onHandOver }: PlanGatewayOptions): PlanGateway {
  const supergraph = readSupergraph(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const planning = { planner: new QueryPlanner(supergraph), apiSchema };
  const types = new TypeConditions(supergraph.schema);
  const aside = new PlanningThread(supergraphSdl);
  const services: ReadonlyMap<string, GraphQLDataSource> = new Map(
    supergraph.subgraphsMetadata().map((subgraph) => [subgraph.name, buildService(subgraph)]),
  );
  const except = fieldsRequiredWithArguments(supergraph.schema);
  const plans = new PlanStore(MAX_PLANS_WEIGHT);
  const names = new PlanNames(supergraph.schema);
  // Apollo Server keeps the documents that it parsed, and drops them in time.
  const prepared = new WeakMap<OperationDefinitionNode, OperationVariants<Prepared>>();
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();

  function variantsOf(document: DocumentNode, operation: OperationDefinitionNode): OperationVariants<Prepared> {
    let variants = prepared.get(operation);
    if (variants === undefined) {
      prepared.set(operation, (variants = new OperationVariants(onlyOperation(document, operation))));
    }
    return variants;
  }

  /** What was prepared already, or else what there is to plan. */
  function look(document: DocumentNode, operation: OperationDefinitionNode, variables: VariableValues) {
    const variants = variantsOf(document, operation);
    const known = variants.get(variables);
    if (known !== undefined) {
      plans.noteUse();
      return { known };
    }
    const decisive = variants.decisive(variables);
    const nulls = new Set(Object.keys(decisive).filter((name) => decisive[name] === null));
    const plannable = toPlannable(document, operation, { schema, names, variables, nulls });
    const lifted = liftLiterals(plannable, { schema, except });
    const keep = (planned: PlannedOperation): Prepared => {
      const shape = compileShape(document, operation, { schema, names, variables: decisive, nulls });
      const made = { planned, literals: lifted.values, shape };
      variants.set(variables, made);
      return made;
    };
    const text = print(lifted.document);
    const planned = plans.get(text);
    return planned === undefined ? { text, document: lifted.document, keep } : { known: keep(planned) };
  }

  function compile(text: string, plan: QueryPlan): PlannedOperation {
    const planned = compilePlan(plan, types);
    plans.set(text, planned, text.length + weightOf(plan));
    return planned;
  }

  /** By their texts, so that nobody waits for a plan twice. */
  const underWay = new Map<string, Promise<PlannedOperation>>();
  function planAside(text: string): Promise<PlannedOperation> {
    let planned = underWay.get(text);
    if (planned === undefined) {
      planned = aside.plan(text).then((plan) => compile(text, plan));
      underWay.set(text, planned);
      const forget = (): void => void underWay.delete(text);
      planned.then(forget, forget);
    }
    return planned;
  }

  /** @param variables as they were coerced */
  async function prepare(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: VariableValues,
    work: AnswerWork,
  ): Promise<Prepared> {
    // It was read and checked in this turn, and each step with a large one takes its time.
    if (!work.mayGoOn) await work.pause();
    const found = look(document, operation, variables);
    if (found.known) return found.known;
    if (!work.mayGoOn) await work.pause();
    const { text, document: plannable, keep } = found;
    const isForThread = isLarge(plannable, MAX_SELECTIONS_HERE);
    if (isForThread) aside.start();
    const isPlannedHere = !isForThread || (!aside.isReady && !isLarge(plannable, MAX_SELECTIONS_AT_START));
    const planned = isPlannedHere ? compile(text, planDocument(plannable, planning)) : await planAside(text);
    return keep(planned);
  }

  async function execute(incoming: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { request, document, metrics } = incoming;
    const operation = findOperation(document, request.operationName || undefined);
    const variables = request.variables ?? {};
    const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors };
    const { work = new AnswerWork() } = incoming.context as { readonly work?: AnswerWork };
    const { planned, literals, shape } = await work.within(prepare(document, operation, coerced, work));
    const { step } = planned;
    if (step === null || metrics.captureTraces) {
      onHandOver?.(step === null ? 'UNKNOWN_NODE' : 'TRACED');
      return runWithApollo(incoming, { planner: planning.planner, supergraph, apiSchema, schema, services });
    }
    const execution = {
      incoming,
      variables: { ...variables, ...literals },
      names,
      services,
      root: {},
      errors: [],
      losses: new Map(),
      untold: 0,
      work,
    };
    return runPlan(step, execution, (root, refuse) =>
      shape(root, {
        introspect: (fields) => introspect(fields, { schema, document, operation, variables }),
        refuse,
        work,
      }),
    );
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
    stop: () => aside.close(),
    plans,
    warmUp: () => {
      aside.start();
    },
    planAhead: (query) => {
      const document = parse(query);
      for (const operation of operationsOf(document)) {
        const { conditions } = variantsOf(document, operation);
        for (const variables of assignmentsOf(conditions)) {
          const { text, document: plannable, keep } = look(document, operation, variables);
          if (keep) keep(compile(text, planDocument(plannable, planning)));
        }
      }
    },
  };
}

/** Of true and false to each; those alone in which all are the same where there are too many. */
function assignmentsOf(conditions: readonly string[]): readonly VariableValues[] {
  if (conditions.length > MAX_CONDITIONS_AHEAD) {
    return [true, false].map((value) => Object.fromEntries(conditions.map((name) => [name, value])));
  }
  let assignments: VariableValues[] = [{}];
  for (const name of conditions) {
    assignments = assignments.flatMap((one) => [true, false].map((value) => ({ ...one, [name]: value })));
  }
  return assignments;
}

function operationsOf({ definitions }: DocumentNode): readonly OperationDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}
