import { Kind } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { VariableValues } from '../engine/conditions';
import type { ListSizeOf } from '../front/limits/createListSizes';
import { weighOperation } from '../front/limits/weighOperation';

/** Tells how many values of each entity a city has to find at most, with these variables. */
export type WeighEntity = (variables: VariableValues) => number;

/** @param document an `_entities` operation of the contract */
export function weighEntities(document: DocumentNode, contract: GraphQLSchema): WeighEntity {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new TypeError('The gateway sent a document without an operation.');
  const listSizeOf: ListSizeOf = ({ coordinate, args, owner }) => {
    if (coordinate === 'Query._entities') return 1;
    const paged = args['first'] ?? owner?.args['first'];
    return typeof paged === 'number' ? paged : undefined;
  };
  return (variables) => weighOperation({ schema: contract, document, operation, variables, listSizeOf }).values;
}
