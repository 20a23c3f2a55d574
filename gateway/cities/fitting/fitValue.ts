import { getNullableType, isEnumType, isInputObjectType, isListType, Kind } from 'graphql';
import type { GraphQLInputType, ObjectFieldNode, ValueNode } from 'graphql';
import type { SchemaCoordinate } from '../../../subgraphs/composing/findLacking';

/** A value as a city of an earlier version can be told it, or what the city lacks for that. */
export type Fitted<T> =
  | { readonly state: 'FITTED'; readonly value: T; /** False for null, which asks nothing. */ readonly given: boolean }
  | { readonly state: 'LACKING'; readonly lacks: SchemaCoordinate };

export function lacks(coordinate: SchemaCoordinate): Fitted<never> {
  return { state: 'LACKING', lacks: coordinate };
}

/** Fits a variable's value, in JSON, to a city. A field of an input that is lacking is left out where it is null. */
export function fitValue(
  value: unknown,
  type: GraphQLInputType,
  lacking: ReadonlySet<SchemaCoordinate>,
): Fitted<unknown> {
  if (value === undefined || value === null) return { state: 'FITTED', value, given: false };
  const fits = (fitted: unknown): Fitted<unknown> => ({ state: 'FITTED', value: fitted, given: true });
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (!Array.isArray(value)) return fitValue(value, nullable.ofType, lacking);
    const items: unknown[] = [];
    for (const item of value) {
      const fitted = fitValue(item, nullable.ofType, lacking);
      if (fitted.state === 'LACKING') return fitted;
      items.push(fitted.value);
    }
    return fits(items);
  }
  if (lacking.has(nullable.name)) return lacks(nullable.name);
  if (isEnumType(nullable)) {
    const coordinate = typeof value === 'string' ? `${nullable.name}.${value}` : '';
    return lacking.has(coordinate) ? lacks(coordinate) : fits(value);
  }
  if (!isInputObjectType(nullable) || typeof value !== 'object') return fits(value);
  const fields: [string, unknown][] = [];
  for (const [name, given] of Object.entries(value)) {
    const coordinate = `${nullable.name}.${name}`;
    const field = nullable.getFields()[name];
    if (lacking.has(coordinate)) {
      if (given !== null && given !== undefined) return lacks(coordinate);
      continue;
    }
    const fitted = field ? fitValue(given, field.type, lacking) : fits(given);
    if (fitted.state === 'LACKING') return fitted;
    fields.push([name, fitted.value]);
  }
  return fits(Object.fromEntries(fields));
}

/** The same as `fitValue`, for a value in an operation's text, which may hold variables. */
export function fitLiteral(
  node: ValueNode,
  type: GraphQLInputType,
  lacking: ReadonlySet<SchemaCoordinate>,
  variables: ReadonlyMap<string, Fitted<unknown>>,
): Fitted<ValueNode> {
  const fits = (value: ValueNode, given = true): Fitted<ValueNode> => ({ state: 'FITTED', value, given });
  if (node.kind === Kind.NULL) return fits(node, false);
  if (node.kind === Kind.VARIABLE) {
    const variable = variables.get(node.name.value);
    return variable?.state === 'LACKING' ? variable : fits(node, variable?.given ?? false);
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (node.kind !== Kind.LIST) return fitLiteral(node, nullable.ofType, lacking, variables);
    const values: ValueNode[] = [];
    for (const item of node.values) {
      const fitted = fitLiteral(item, nullable.ofType, lacking, variables);
      if (fitted.state === 'LACKING') return fitted;
      values.push(fitted.value);
    }
    return fits({ ...node, values });
  }
  if (lacking.has(nullable.name)) return lacks(nullable.name);
  if (node.kind === Kind.ENUM) {
    const coordinate = `${nullable.name}.${node.value}`;
    return lacking.has(coordinate) ? lacks(coordinate) : fits(node);
  }
  if (node.kind !== Kind.OBJECT || !isInputObjectType(nullable)) return fits(node);
  const fields: ObjectFieldNode[] = [];
  for (const given of node.fields) {
    const coordinate = `${nullable.name}.${given.name.value}`;
    const field = nullable.getFields()[given.name.value];
    const fitted = field ? fitLiteral(given.value, field.type, lacking, variables) : fits(given.value);
    if (lacking.has(coordinate)) {
      if (fitted.state === 'LACKING' || fitted.given) return lacks(coordinate);
      continue;
    }
    if (fitted.state === 'LACKING') return fitted;
    fields.push({ ...given, value: fitted.value });
  }
  return fits({ ...node, fields });
}
