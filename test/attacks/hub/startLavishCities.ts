import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, getNamedType, getNullableType, isEnumType, isListType, isObjectType, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { CONTRACT } from '../../../subgraphs/composing/test/startFakeCity';
import type { CityOperation } from '../../../subgraphs/contract/AskCity';
import type { HitsArguments, HitsField } from '../../bench/scale/cities/findHits';
import { KINDS } from '../../bench/scale/cities/findHits';

/** A server of cities that keep the contract and have as much as it allows: of them, every answer is as long as it can be. */
export interface LavishCities {
  urlOf(city: string): string;
  close(): Promise<void>;
}

/** Of lists without pages. */
const LIST_LENGTH = 5;
const RECORDS = 500;
const AS_OF = '2026-01-01T00:00:00Z';

interface Served {
  readonly city: string;
  /** Concepts that its topics map to. */
  readonly concepts: ReadonlySet<string>;
}

type Record = Readonly<{ id?: string; first?: number }>;

/** Serves cities at `/<city>`, each with records on all of the concepts. */
export async function startLavishCities(concepts: readonly string[]): Promise<LavishCities> {
  const schema = createLavishSchema();
  const all = new Set(concepts);
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    let document = documents.get(query);
    if (document === undefined) {
      documents.set(query, (document = parse(query)));
      const [error] = validate(schema, document);
      if (error) throw error;
    }
    return document;
  };

  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { query, variables } = JSON.parse(body) as CityOperation;
      const contextValue: Served = { city: (request.url ?? '').slice(1), concepts: all };
      const answer = await execute({ schema, document: documentOf(query), variableValues: variables, contextValue });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (city) => `http://127.0.0.1:${port}/${city}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function createLavishSchema(): GraphQLSchema {
  const schema = buildSubgraphSchema(parse(CONTRACT));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    (type as { resolveReference?: unknown }).resolveReference = (reference: Record) => reference;
    if (type === schema.getQueryType()) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = field.args.some(({ name }) => name === 'among') ? bring : invent;
    }
  }
  const query = schema.getQueryType()!.getFields();
  for (const field of Object.keys(KINDS) as HitsField[]) query[field]!.resolve = findHits;
  query['summary']!.resolve = summarise;
  return schema;
}

const isCursor = (field: string): boolean => /^(cursor|endCursor)$/.test(field);

/** The record or the topic that a hit names, with as many as are asked for. */
const bring: GraphQLFieldResolver<Record & Readonly<{ topic: string; place: number }>, Served, { among: number }> = (
  { id, topic, place },
  { among },
  _,
  { fieldName },
) => (place < among ? { id: fieldName === 'topicRecord' ? topic : id } : null);

/** What a record says is told by the type of the field alone. */
const invent: GraphQLFieldResolver<Record, Served, { first?: number | null }> = (
  source,
  args,
  { city, concepts },
  info,
) => {
  const known = (source as Readonly<{ [name: string]: unknown }>)[info.fieldName];
  if (known !== undefined) return known;
  const type = getNullableType(info.returnType);
  const named = getNamedType(type);
  const isItemOfPage = info.parentType.name.endsWith('Connection');
  const slug = slugOf(source.id, concepts);
  const make = (at: number): unknown => {
    if (isObjectType(named)) {
      if (named.name === 'Concept') return { id: `concept:${slug}` };
      if (named.name === 'City') return { id: city };
      if (info.parentType.name.endsWith('Edge')) return source;
      const id = `${city}:${named.name.replace(/Edge$/, '').toLowerCase()}:${at === 0 ? slug : `${slug}-${at}`}`;
      return { id, first: args.first ?? 20 };
    }
    if (isEnumType(named)) return named.name === 'ProgrammeStatus' ? 'ACTIVE' : named.getValues()[0]?.value;
    switch (named.name) {
      case 'ID':
        return info.fieldName === 'hostId' || info.fieldName === 'guestIds' ? city : source.id;
      case 'Int':
        return 7;
      case 'Float':
        return 0.5;
      case 'Boolean':
        return true;
      case 'DateTime':
        return AS_OF;
      case 'Decimal':
        return '1250000.00';
      case 'PartialDate':
        // As the features of its hits have it.
        return info.parentType.name !== 'Exchange' && /^(since|startsOn)$/.test(info.fieldName) ? '2015' : null;
      default:
        // No two cursors are equal, so that none is known already.
        return `${info.fieldName} ${isCursor(info.fieldName) ? randomUUID() : ''} ${'of some length '.repeat(4)}`;
    }
  };
  if (!isListType(type)) return make(0);
  return Array.from({ length: isItemOfPage ? (source.first ?? LIST_LENGTH) : LIST_LENGTH }, (_, at) => make(at));
};

const findHits: GraphQLFieldResolver<unknown, Served, HitsArguments> = (_, args, { city, concepts }, info) => {
  const kind = KINDS[info.fieldName as HitsField];
  const { shown, score } = kind.features(0);
  const term = args.concepts?.[0]?.terms[0];
  const match = term === undefined ? 600 : term.weight;
  const slug = slugOf(term?.concept, concepts);
  const from = args.after ? Number(args.after.id.split('-').at(-1)) + 1 : 0;
  const hits = Array.from({ length: Math.max(0, Math.min(args.first, RECORDS - from)) }, (_hit, at) => ({
    id: `${city}:${kind.type}:${slug}-${String(from + at).padStart(4, '0')}`,
    score: score(match),
    concept: term?.concept ?? null,
    mapping: term === undefined ? null : 'EXACT_MATCH',
    text: term === undefined ? match : null,
    topic: `${city}:topic:${slug}`,
    place: at,
    ...shown,
  }));
  const facets = {
    concepts: [...concepts].map((value) => ({ value, count: 1 })),
    statuses: [{ value: 'ACTIVE', count: 1 }],
    languages: [{ value: 'de', count: 1 }],
    roles: [{ value: 'LED', count: 1 }],
  };
  return { total: RECORDS, hits, facets };
};

/** What stands in the id of a record, or is one: records are on the concept that they were found by. */
function slugOf(id: string | undefined, concepts: ReadonlySet<string>): string {
  const slug = (id ?? '').split(':').at(-1)?.replace(/-\d+$/, '') ?? '';
  if (concepts.has(`concept:${slug}`)) return slug;
  const [any = ''] = concepts;
  return any.slice('concept:'.length);
}

const summarise: GraphQLFieldResolver<unknown, Served> = (_source, _args, { concepts }) => ({
  version: '1',
  asOf: AS_OF,
  public: [...concepts].map((concept) => ({ concept, staff: 9, programmes: 9, exchanges: 9, offers: 9 })),
  network: [],
});
