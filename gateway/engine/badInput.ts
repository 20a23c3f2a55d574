import { getNullableType, GraphQLError, isInputObjectType, isListType, isNonNullType, Kind, print } from 'graphql';
import type { ASTNode, FieldNode, GraphQLArgument, GraphQLErrorOptions, GraphQLInputType, ValueNode } from 'graphql';

/**
 * What is wrong with what a client gave, where in its operation that stands, and where in the answer it is missing. Without
 * a place, nothing can be answered.
 */
export function badInput(
  message: string,
  nodes: ASTNode | readonly ASTNode[] | undefined,
  path?: GraphQLErrorOptions['path'],
): GraphQLError {
  const http = path === undefined ? { http: { status: 400 } } : {};
  return new GraphQLError(message, { nodes, path, extensions: { code: 'BAD_USER_INPUT', ...http } });
}

/**
 * Why a field cannot be asked for: a variable in its arguments is null where the type allows no null. Validation lets
 * that pass where the variable or the place has a default, and it is an error of the field then (GraphQL specification,
 * section 6.4.1). Undefined where nothing is wrong.
 *
 * @param nulls the variables that are null
 */
export function refusedArgument(
  { arguments: given = [] }: FieldNode,
  args: readonly GraphQLArgument[],
  nulls: ReadonlySet<string>,
): GraphQLError | undefined {
  if (nulls.size === 0) return undefined;
  for (const { name, value } of given) {
    const type = args.find((arg) => arg.name === name.value)?.type;
    if (type === undefined || !holdsForbiddenNull(value, type, nulls)) continue;
    return value.kind === Kind.VARIABLE
      ? badInput(`Argument "${name.value}" of non-null type "${type.toString()}" must not be null.`, value)
      : badInput(
          `Argument "${name.value}" has invalid value ${print(value)}: one of its variables is null, where the type allows no null.`,
          value,
        );
  }
  return undefined;
}

function holdsForbiddenNull(node: ValueNode, type: GraphQLInputType, nulls: ReadonlySet<string>): boolean {
  if (node.kind === Kind.VARIABLE) return isNonNullType(type) && nulls.has(node.name.value);
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items = node.kind === Kind.LIST ? node.values : [node];
    return items.some((item) => holdsForbiddenNull(item, nullable.ofType, nulls));
  }
  if (node.kind !== Kind.OBJECT || !isInputObjectType(nullable)) return false;
  return node.fields.some(({ name, value }) => {
    const field = nullable.getFields()[name.value];
    return field !== undefined && holdsForbiddenNull(value, field.type, nulls);
  });
}
