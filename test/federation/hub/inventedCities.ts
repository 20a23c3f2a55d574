import { createHash } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getNullableType,
  GraphQLError,
  isEnumType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import type { GraphQLFieldResolver, GraphQLNamedType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { CONTRACT } from '../../../subgraphs/composing/test/startFakeCity';
import { hitResolvers } from '../../../subgraphs/search/test/createFakeCity';
import type { FakeRecord } from '../../../subgraphs/search/test/createFakeCity';

/** What a resolver of an invented city starts from: whose object it is, and what its values follow from. */
interface Invented {
  readonly __typename: string;
  readonly id?: string;
  readonly owner: string;
  readonly seed: string;
}

export const CITIES: readonly string[] = ['gera', 'velbert'];
/** In the network, without a server. */
export const LISTED = 'suhl';
const CONCEPTS = ['concept:housing', 'concept:parks', 'concept:youth'];

/** What a search finds in each city: of each record there are two. */
export const RECORDS: readonly FakeRecord[] = (['staff', 'programme', 'exchange', 'offer', 'need'] as const).flatMap(
  (type) =>
    ['1', '2'].map((key): FakeRecord => ({
      ...{
        type,
        key,
        title: `housing ${key}`,
        since: '2020',
        role: 'LED',
        status: type === 'need' ? 'OPEN' : 'ACTIVE',
      },
      topics: [{ key, concept: CONCEPTS[Number(key) - 1]!, mapping: 'EXACT_MATCH' }],
      // Whoever is not asked about itself has made this after that of the other.
      ...(type === 'programme' && { adaptedFrom: `${key === '1' ? 'gera' : 'velbert'}:programme:1` }),
    })),
);

/**
 * The contract, served for all invented cities: each value follows from its object's id, its field and its arguments, so
 * that whoever asks for it gets the same, nulls and empty lists among them. An argument can be wrong.
 */
export function createInventedCities(): GraphQLSchema {
  const known = ({ id }: { readonly id: string }): Invented | null => inventById(id);
  const types = ['City', 'Staff', 'Programme', 'Exchange', 'Topic', 'Need', 'Offer'];
  const schema = buildSubgraphSchema({
    typeDefs: parse(CONTRACT),
    resolvers: {
      ...Object.fromEntries(types.map((type) => [type, { __resolveReference: known }])),
      Query: hitResolvers as never,
    },
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || type === schema.getQueryType()) continue;
    // What is not invented is an answer to the hub's own questions.
    if (/Hit|Summary|Count|Adaptation/.test(type.name)) continue;
    for (const field of Object.values(type.getFields())) field.resolve = invent;
  }
  return schema;
}

const invent: GraphQLFieldResolver<Invented, unknown, Record<string, unknown>> = (source, args, _, info) => {
  const { fieldName, parentType, returnType } = info;
  if (fieldName === 'id' && source.id !== undefined) return source.id;
  if (typeof args['first'] === 'number' && args['first'] < 1) {
    throw new GraphQLError('first must be 1 to 100.', { extensions: { code: 'BAD_USER_INPUT', argument: 'first' } });
  }
  const field = `${parentType.name}.${fieldName}`;
  // The hub's own questions need whole answers: with a need twice, or none, there is nothing to match.
  if (field === 'City.needs') return { __typename: 'NeedConnection', owner: source.owner, seed: source.seed };
  if (field === 'NeedConnection.edges') return [{ __typename: 'NeedEdge', owner: source.owner, seed: source.seed }];
  // A page that goes on would be read on.
  if (field === 'PageInfo.hasNextPage') return false;
  if (field === 'Programme.adaptedFromId') {
    const programmes = [...CITIES, LISTED, 'leftlongago'].map(
      (id) => `${id}:programme:${1 + (number(`${source.seed} key ${id}`) % 3)}`,
    );
    return [null, ...programmes][number(`${source.seed} ${fieldName}`) % (1 + programmes.length)];
  }
  if (field === 'Exchange.hostId' || field === 'Exchange.guestIds') {
    const ids = [...CITIES, LISTED, 'leftlongago'].filter((id) => number(`${source.seed} ${id}`) % 2 === 0);
    return fieldName === 'guestIds' ? ids : (ids[0] ?? null);
  }
  const value = valueOf(returnType, source, `${source.seed} ${fieldName} ${JSON.stringify(args)}`);
  // Any other text is none of the contract's.
  return fieldName === 'currency' && value !== null ? 'EUR' : value;
};

function valueOf(type: GraphQLOutputType, source: Invented, seed: string): unknown {
  const drawn = number(seed);
  if (!isNonNullType(type) && drawn % 4 === 0) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return Array.from({ length: drawn % 3 }, (_, index) => valueOf(nullable.ofType, source, `${seed} ${index}`));
  }
  return oneOf(nullable as GraphQLNamedType, source, seed, drawn);
}

function oneOf(type: GraphQLNamedType, { owner }: Invented, seed: string, drawn: number): unknown {
  if (isEnumType(type)) return type.getValues()[drawn % type.getValues().length]?.name;
  if (isObjectType(type)) {
    if (type.name === 'City') return inventById(owner);
    if (type.name === 'Concept') return { __typename: 'Concept', id: CONCEPTS[drawn % CONCEPTS.length], owner, seed };
    if (type.getInterfaces().length > 0) return inventById(`${owner}:${type.name.toLowerCase()}:${1 + (drawn % 2)}`);
    return { __typename: type.name, owner, seed };
  }
  switch (type.name) {
    case 'Int':
      return drawn % 100;
    case 'Float':
      return drawn / 7;
    case 'Boolean':
      return drawn % 2 === 0;
    case 'DateTime':
      return '2026-01-01T00:00:00.000Z';
    case 'Decimal':
      return String(drawn / 4);
    case 'PartialDate':
      return '2023-10';
    default:
      return `text ${drawn}`;
  }
}

function inventById(id: string): Invented | null {
  const [owner = '', type, key = ''] = id.split(':');
  if (!CITIES.includes(owner)) return null;
  if (type === undefined) return { __typename: 'City', id, owner, seed: id };
  if (!['1', '2'].includes(key)) return null;
  return { __typename: `${type.charAt(0).toUpperCase()}${type.slice(1)}`, id, owner, seed: id };
}

function number(seed: string): number {
  return createHash('md5').update(seed).digest().readUInt32BE();
}
