import { executeSync, Kind } from 'graphql';
import type { DocumentNode, ExecutionResult, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { VariableValues } from '../conditions';

export interface IntrospectedOperation {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** Where the fragments are. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client gave them. */
  readonly variables: VariableValues;
}

/**
 * Answers a field of introspection, such as `__schema`, from the schema that clients see.
 *
 * @param fields all that are selected under one key
 */
export function introspect(
  fields: readonly FieldNode[],
  { schema, document, operation, variables }: IntrospectedOperation,
): ExecutionResult {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: fields } as const;
  return executeSync({
    schema,
    document: {
      ...document,
      definitions: [
        { ...operation, selectionSet },
        ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
      ],
    },
    rootValue: {},
    variableValues: variables,
  });
}
