import { getOperationAST, GraphQLError, Kind } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';

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
