import { isListType, isNonNullType, isObjectType, Kind } from 'graphql';
import type { ArgumentNode, GraphQLField, GraphQLOutputType, OperationDefinitionNode, ValueNode } from 'graphql';
import { MAX_PAGE } from '../../subgraphs/contract/bounds';

/** The values of the variables that an operation was sent with. */
export type Variables = Readonly<Record<string, unknown>>;

/** How many items each list of a page may have, which is as many as were asked for. */
export type PageSize = (variables: Variables) => number;

/**
 * For a field that leads to a connection: the size of the page that is asked for. Undefined for any other field.
 *
 * @param given the arguments of the field in the operation
 * @param definitions of the operation's variables
 */
export function pageSizeOf(
  { type, args }: GraphQLField<unknown, unknown>,
  given: readonly ArgumentNode[],
  definitions: OperationDefinitionNode['variableDefinitions'] = [],
): PageSize | undefined {
  const first = args.find(({ name }) => name === 'first');
  if (first === undefined || !isConnection(type)) return undefined;
  const byDefault = typeof first.defaultValue === 'number' ? first.defaultValue : MAX_PAGE;
  const toSize = (size: unknown): number => (typeof size === 'number' ? Math.min(size, MAX_PAGE) : byDefault);

  const value = given.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind !== Kind.VARIABLE) {
    const size = toSize(intOf(value));
    return () => size;
  }
  const name = value.name.value;
  const withoutValue = intOf(definitions.find(({ variable }) => variable.name.value === name)?.defaultValue);
  return (variables) => toSize(variables[name] ?? withoutValue);
}

function intOf(value: ValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

/** Whether a field of this type leads to a page of a list. */
export function isConnection(type: GraphQLOutputType): boolean {
  const connection = isNonNullType(type) ? type.ofType : type;
  if (!isObjectType(connection)) return false;
  const { nodes } = connection.getFields();
  return nodes !== undefined && isListType(isNonNullType(nodes.type) ? nodes.type.ofType : nodes.type);
}
