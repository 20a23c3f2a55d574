import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema, GraphQLNamedOutputType } from 'graphql';
import { Kind, parse, getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import type { Admission } from '../composing/createAdmission';
import { createAdmission } from '../composing/createAdmission';
import { findLacking } from '../composing/findLacking';
import type { SchemaCoordinate } from '../composing/findLacking';
import { readFrozenContracts } from '../composing/frozenContracts';
import { readHubSchemas } from '../composing/HubSchemas';
import { CONTRACT_VERSION } from '../contract/version';
import type { KnownVersion } from './servedVersion';

/** The contract of this version. */
interface Contract {
  readonly schema: GraphQLSchema;
  /** The hub's own examination of a city's SDL, with the hub's own subgraphs. */
  readonly admit: (sdl: string) => Admission;
  /** The frozen ones, and this one. */
  readonly versions: readonly KnownVersion[];
}

let known: Contract | undefined;

/** Reads the contract as it is committed, once. */
export function readContract(): Contract {
  if (known) return known;
  const { city, firstCity, directory, search } = readHubSchemas();
  const schema = buildSubgraphSchema(parse(city));
  const frozen = readFrozenContracts()
    .filter(({ version }) => version !== CONTRACT_VERSION)
    .map(({ version, sdl }) => ({ version, later: findLacking(schema, buildSubgraphSchema(parse(sdl))) }));
  known = {
    schema,
    versions: [...frozen, { version: CONTRACT_VERSION, later: new Set<SchemaCoordinate>() }],
    admit: createAdmission({ contract: city, firstContract: firstCity, hubSubgraphs: { directory, search } }),
  };
  return known;
}

/** The fields of each object type of a city's schema, by the type's name. */
type OwnFields = ReadonlyMap<string, ReadonlySet<string>>;

/** @throws GraphQLError when the SDL cannot be parsed. */
export function readOwnFields(sdl: string): OwnFields {
  const own = new Map<string, Set<string>>();
  for (const definition of parse(sdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const fields = own.get(definition.name.value) ?? new Set();
    for (const { name } of definition.fields ?? []) fields.add(name.value);
    own.set(definition.name.value, fields);
  }
  return own;
}

/**
 * A selection of every field that both the contract and the city's own schema give a type, and of what these lead to,
 * `depth` objects deep. Fields that need an argument are left out.
 *
 * @returns undefined when there is nothing to select.
 */
export function selectAll(
  typename: string,
  contract: GraphQLSchema,
  own: OwnFields,
  depth: number,
): string | undefined {
  const type = contract.getType(typename);
  if (!isObjectType(type)) return undefined;
  const fields = Object.values(type.getFields()).flatMap(({ name, args, type: fieldType }) => {
    if (own.get(typename)?.has(name) !== true || args.some(isRequiredArgument)) return [];
    const target: GraphQLNamedOutputType = getNamedType(fieldType);
    if (isLeafType(target)) return [name];
    const inner = depth > 0 ? selectAll(target.name, contract, own, depth - 1) : undefined;
    return inner === undefined ? [] : [`${name} ${inner}`];
  });
  return fields.length === 0 ? undefined : `{ ${fields.join(' ')} }`;
}
