import { separateOperations, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { CacheHints } from './readCacheHints';

/**
 * For how many seconds an answer to a valid operation may be given again: the smallest age of what it selects, whether or
 * not an answer comes to have it. Fields of introspection have no age; an operation with nothing else is not kept, nor is one
 * with a field that the hints do not know.
 *
 * Apollo Server finds the age while it resolves fields, and behind a gateway it resolves none.
 */
export function ageOf(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
  hints: CacheHints,
): number {
  const typeInfo = new TypeInfo(schema);
  let age = Infinity;
  visit(
    separateOperations(document)[operation.name?.value ?? ''] ?? document,
    visitWithTypeInfo(typeInfo, {
      Field: ({ name: { value: name } }) => {
        if (name.startsWith('__')) return false;
        age = Math.min(age, hints.get(`${typeInfo.getParentType()?.name}.${name}`) ?? 0);
        return undefined;
      },
    }),
  );
  return age === Infinity ? 0 : age;
}
