import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { VariableValues } from '../isIncluded';
import { fillUp, leaveOutUnused, settleConditions } from '../settleConditions';
import { onlyOperation } from './findOperation';
import type { PlanNames } from './PlanNames';
import { refusedArgument } from './refusedArgument';

export interface Plannability {
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
