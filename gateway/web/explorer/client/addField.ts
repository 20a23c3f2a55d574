import { Kind, getNamedType, isCompositeType, isLeafType, isObjectType, isRequiredArgument, parse } from 'graphql';
import type { GraphQLField, GraphQLNamedType, OperationDefinitionNode } from 'graphql';

/** Levels of lists and records that are opened for somebody who asks for a field. */
const MAX_DEPTH = 3;

/**
 * A query with one more field at its top, which asks for all that is plain about it: `cities { nodes { id name } }`. The rest of the text
 * stays as it is; one that is no query gives way.
 */
export function addField(query: string, field: GraphQLField<unknown, unknown>): string {
  const text = `  ${writeField(field)}\n`;
  const operation = firstOperation(query);
  const end = operation?.selectionSet.loc?.end;
  if (end === undefined) return `{\n${text}}\n`;
  const before = query.slice(0, end - 1);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${text}${query.slice(end - 1)}`;
}

function firstOperation(query: string): OperationDefinitionNode | undefined {
  try {
    return parse(query).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return undefined;
  }
}

/** What has to be said stands as an empty text, for the editor to complain of. */
function writeField(field: GraphQLField<unknown, unknown>): string {
  const needed = field.args.filter(isRequiredArgument).map(({ name }) => `${name}: ""`);
  const asked = needed.length === 0 ? '' : `(${needed.join(', ')})`;
  return `${field.name}${asked}${select(getNamedType(field.type), MAX_DEPTH)}`;
}

function select(type: GraphQLNamedType, depth: number): string {
  if (!isCompositeType(type)) return '';
  if (!isObjectType(type)) return ' { __typename }';
  const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type))).map(({ name }) => name);
  const nodes = fields.find(({ name }) => name === 'nodes');
  const deeper = nodes && depth > 1 ? [`nodes${select(getNamedType(nodes.type), depth - 1)}`] : [];
  return ` { ${[...leaves, ...deeper].join(' ') || '__typename'} }`;
}
