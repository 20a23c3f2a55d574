import type { GraphQLInputType, ObjectFieldNode, ValueNode } from 'graphql';
import { getNullableType, isInputObjectType, isListType, Kind } from 'graphql';
import type { SchemaCoordinate } from '../../../subgraphs/composing/findLacking';
import { lacks } from './Said';
import type { Said } from './Said';

/** The same as `sayValue`, for a value in an operation's text, which may hold variables. */
export function sayLiteral(
  node: ValueNode,
  type: GraphQLInputType,
  lacking: ReadonlySet<SchemaCoordinate>,
  variables: ReadonlyMap<string, Said<unknown>>,
): Said<ValueNode> {
  const sayable = (value: ValueNode, given = true): Said<ValueNode> => ({ state: 'SAYABLE', value, given });
  if (node.kind === Kind.NULL) return sayable(node, false);
  if (node.kind === Kind.VARIABLE) {
    const variable = variables.get(node.name.value);
    return variable?.state === 'LACKING' ? variable : sayable(node, variable?.given ?? false);
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (node.kind !== Kind.LIST) return sayLiteral(node, nullable.ofType, lacking, variables);
    const values: ValueNode[] = [];
    for (const item of node.values) {
      const said = sayLiteral(item, nullable.ofType, lacking, variables);
      if (said.state === 'LACKING') return said;
      values.push(said.value);
    }
    return sayable({ ...node, values });
  }
  if (lacking.has(nullable.name)) return lacks(nullable.name);
  if (node.kind === Kind.ENUM) {
    const coordinate = `${nullable.name}.${node.value}`;
    return lacking.has(coordinate) ? lacks(coordinate) : sayable(node);
  }
  if (node.kind !== Kind.OBJECT || !isInputObjectType(nullable)) return sayable(node);
  const fields: ObjectFieldNode[] = [];
  for (const given of node.fields) {
    const coordinate = `${nullable.name}.${given.name.value}`;
    const field = nullable.getFields()[given.name.value];
    const said = field ? sayLiteral(given.value, field.type, lacking, variables) : sayable(given.value);
    if (lacking.has(coordinate)) {
      if (said.state === 'LACKING' || said.given) return lacks(coordinate);
      continue;
    }
    if (said.state === 'LACKING') return said;
    fields.push({ ...given, value: said.value });
  }
  return sayable({ ...node, fields });
}
