import { isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { ResponsePath } from '@apollo/query-planner';
import { getOperationAST, GraphQLError, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { refusedArgument } from '../badInput';
import { fillUp, leaveOutUnused, settleConditions } from '../conditions';
import type { VariableValues } from '../conditions';

interface Plannability {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly names: PlanNames;
  readonly variables: VariableValues;
  /** The variables that are null. */
  readonly nulls: ReadonlySet<string>;
}

/**
 * Writes an operation of a client's document as it is planned: what is fetched for these variables, under names that
 * do not get in the planner's way. What is not fetched is left to the shape of the answer: introspection, and the errors of
 * fields that cannot be asked for.
 */
export function toPlannable(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { schema, names, variables, nulls }: Plannability,
): DocumentNode {
  const settled = settleConditions(onlyOperation(document, operation), variables);
  const typeInfo = new TypeInfo(schema);
  const planned = visit(
    settled,
    visitWithTypeInfo(typeInfo, {
      VariableDefinition: () => false,
      Field: {
        enter: (field) => {
          const { args } = typeInfo.getFieldDef() ?? { args: [] };
          return isIntrospection(field) || refusedArgument(field, args, nulls) ? null : undefined;
        },
        leave: (field) => withName(field, names.of(field)),
      },
      SelectionSet: { leave: fillUp },
    }),
  );
  return leaveOutUnused(planned);
}

function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

function withName({ alias, ...field }: FieldNode, planned: string): FieldNode {
  return planned === field.name.value ? field : { ...field, alias: { kind: Kind.NAME, ...alias, value: planned } };
}

/**
 * Under which names the fields of an operation are planned. The planner adds the fields that it needs itself, such as the
 * keys of entities, under their own names and relies on them, whatever a client calls so: with `id: name` it would take a
 * name for a key. So each alias gets a prefix with which no field of the supergraph begins, and the client's names come
 * back with the shape of the answer.
 */
export class PlanNames {
  readonly #prefix: string;

  constructor(supergraph: Schema) {
    const names = new Set<string>();
    for (const type of supergraph.types()) {
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const { name } of type.fields()) names.add(name);
    }
    let prefix = 'as_';
    while ([...names].some((name) => name.startsWith(prefix))) prefix += '_';
    this.#prefix = prefix;
  }

  of({ alias, name }: FieldNode): string {
    if (alias === undefined || alias.value === name.value) return name.value;
    return this.#prefix + alias.value;
  }

  /** The client's name of a field that it asked for, or the name of one that was planned beside. */
  restore(planned: string): string {
    return planned.startsWith(this.#prefix) ? planned.slice(this.#prefix.length) : planned;
  }

  /** Under which a client's field may be planned: as an alias, or as a field of that name. */
  plannedFor(key: string): readonly string[] {
    return [this.#prefix + key, key];
  }

  restorePath(path: ResponsePath): ResponsePath {
    return path.map((step) => (typeof step === 'string' ? this.restore(step) : step));
  }
}

/** The operation that a request is for. Throws a GraphQLError where its document does not tell. */
export function findOperation(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName);
  if (operation) return operation;
  throw new GraphQLError(messageOf(document, operationName), { extensions: { code: 'INVALID_GRAPHQL' } });
}

/** A document without its other operations. */
export function onlyOperation(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const { definitions } = document;
  return { ...document, definitions: definitions.filter((one) => one.kind !== operation.kind || one === operation) };
}

function messageOf({ definitions }: DocumentNode, operationName: string | undefined): string {
  if (operationName) return `Unknown operation named "${operationName}".`;
  return definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    ? 'Must provide operation name if query contains multiple operations.'
    : 'Must provide an operation.';
}
