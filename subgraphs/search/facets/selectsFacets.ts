import { collectSubFields } from '@graphql-tools/utils';
import type { GraphQLResolveInfo } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';

/** Whether a client selects `facets` of the connection that is being resolved, so that cities count them only then. */
export function selectsFacets({
  schema,
  fragments,
  variableValues,
  returnType,
  fieldNodes,
}: GraphQLResolveInfo): boolean {
  const connection = getNamedType(returnType);
  if (!isObjectType(connection)) return false;
  const { fields } = collectSubFields(schema, fragments, variableValues, connection, [...fieldNodes]);
  return [...fields.values()].flat().some((field) => field.name.value === 'facets');
}
