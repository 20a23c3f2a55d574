import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { graphql, parse } from 'graphql';
import type { CityOperation } from '../../contract/AskCity';

/** SDL of the contract. */
export const CONTRACT = readFileSync(join(__dirname, '..', '..', '..', 'schema', 'city.graphql'), 'utf8');

export type FakeRecord = Readonly<Record<string, unknown>>;

/** Writes the answer to a request by hand; false leaves it to the fake city. */
export type Handler = (operation: CityOperation, response: ServerResponse) => boolean;

/** A server that serves the contract from a few records in memory. */
export interface FakeCity {
  readonly url: string;
  /** Every operation that came in. */
  readonly requests: CityOperation[];
  handle: Handler;
  close(): Promise<void>;
}

/** By their ids. */
type Records = ReadonlyMap<unknown, FakeRecord>;

/** To build one takes longer than most tests of a city, and tests start many. */
const schemas = new Map<string, GraphQLSchema>();

function schemaOf(sdl: string): GraphQLSchema {
  const known = schemas.get(sdl);
  if (known !== undefined) return known;
  const entity = { __resolveReference: ({ id }: FakeRecord, records: Records): unknown => records.get(id) ?? null };
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: {
      City: entity,
      Staff: entity,
      Programme: entity,
      Exchange: entity,
      Topic: entity,
      Query: { summary: () => ({ version: '1', asOf: '2026-01-01T00:00:00Z', public: [], network: [] }) },
    },
  });
  schemas.set(sdl, schema);
  return schema;
}

/** `records` by id; fields that a record lacks are null, or empty lists. */
export async function startFakeCity(records: readonly FakeRecord[], sdl = CONTRACT): Promise<FakeCity> {
  const schema = schemaOf(sdl);
  const contextValue: Records = new Map(records.map((record) => [record.id, record]));

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const operation = JSON.parse(await text(incoming)) as CityOperation;
    city.requests.push(operation);
    if (city.handle(operation, response)) return;
    const result = await graphql({
      schema,
      source: operation.query,
      variableValues: operation.variables,
      contextValue,
    });
    answerJson(response, result);
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const city: FakeCity = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests: [],
    handle: () => false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return city;
}

export function answerJson(response: ServerResponse, body: unknown): true {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
  return true;
}
