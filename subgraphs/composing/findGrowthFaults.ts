import type { GraphQLSchema } from 'graphql';
import {
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { findLacking } from './findLacking';

/** What a city of the first version cannot live with, though clients could. */
const NOT_FOR_CITIES = new Set<DangerousChangeType>([
  DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED,
  // The entities of a subgraph are a union. Owner routing would send a city references to what it does not know.
  DangerousChangeType.TYPE_ADDED_TO_UNION,
]);

/**
 * Why a city that keeps the contract's first version could not take part in a network of this one. Whatever came since
 * has to be such that the hub can leave it out of what it asks: nullable fields, optional arguments of nullable fields,
 * optional fields of inputs, enum values, types. Sentences for whoever changes the contract; none when all is well.
 */
export function findGrowthFaults(first: GraphQLSchema, contract: GraphQLSchema): readonly string[] {
  const changes = [
    ...findBreakingChanges(first, contract),
    ...findDangerousChanges(first, contract).filter(({ type }) => NOT_FOR_CITIES.has(type)),
  ];
  const names = new Set([...changes.map(({ description }) => description), ...findFixed(first, contract)]);
  return [...names];
}

/** Fields of known types that cannot be null, and yet are new, or have a new argument. */
function findFixed(first: GraphQLSchema, contract: GraphQLSchema): readonly string[] {
  return [...findLacking(contract, first)].flatMap((coordinate) => {
    const [typeName = '', member = ''] = coordinate.split('.');
    const [fieldName = ''] = member.split('(');
    // The hub alone asks at the root, and takes it for a refusal when a city cannot be asked.
    if (typeName === contract.getQueryType()?.name) return [];
    const type = contract.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    if (!field || !isNonNullType(field.type)) return [];
    return member === fieldName
      ? [`${coordinate} is new, so it has to be nullable.`]
      : [`${coordinate} is new, and has no place on a field that is not nullable.`];
  });
}
