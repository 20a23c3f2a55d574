import type { GraphQLInputField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';

/**
 * A place in a schema, after the GraphQL specification of September 2025, section "Schema Coordinates": a type's name,
 * `Staff.name`, `Topic.label(lang:)`, `CityNeedFilter.concepts` or `Role.LED`.
 */
export type SchemaCoordinate = string;

/**
 * What the contract has and a city's schema has not, in the order of their names. Of a type that is lacking its name alone
 * is given, of a field not its arguments. Types of federation and of introspection are no part of the contract, and scalars of
 * GraphQL itself are everywhere.
 */
export function findLacking(contract: GraphQLSchema, city: GraphQLSchema): ReadonlySet<SchemaCoordinate> {
  const lacking = new Set<SchemaCoordinate>();
  for (const type of Object.values(contract.getTypeMap())) {
    if (type.name.includes('__') || type.name.startsWith('_') || isSpecifiedScalarType(type)) continue;
    const own = city.getType(type.name);
    if (own === undefined) lacking.add(type.name);
    else for (const member of membersOf(type, own)) lacking.add(`${type.name}.${member}`);
  }
  return new Set([...lacking].sort());
}

/** What the city's type lacks of the contract's. That both are of one kind is for the examination to see. */
function membersOf(type: GraphQLNamedType, own: GraphQLNamedType): readonly string[] {
  if (isEnumType(type) && isEnumType(own)) {
    return namesOf(type.getValues()).filter((name) => own.getValue(name) === undefined);
  }
  if (isInputObjectType(type) && isInputObjectType(own)) {
    const ownFields: Readonly<Record<string, GraphQLInputField>> = own.getFields();
    return Object.keys(type.getFields()).filter((name) => !Object.hasOwn(ownFields, name));
  }
  if ((!isObjectType(type) && !isInterfaceType(type)) || (!isObjectType(own) && !isInterfaceType(own))) return [];
  const ownFields = own.getFields();
  return Object.values(type.getFields()).flatMap(({ name, args }) => {
    const ownField = ownFields[name];
    if (ownField === undefined) return [name];
    const ownArguments = new Set(namesOf(ownField.args));
    return namesOf(args)
      .filter((argument) => !ownArguments.has(argument))
      .map((argument) => `${name}(${argument}:)`);
  });
}

function namesOf(named: readonly { readonly name: string }[]): readonly string[] {
  return named.map(({ name }) => name);
}
