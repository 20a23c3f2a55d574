import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Pool } from 'undici';
import type { FloorPlan } from './FloorPlan';

interface Question {
  readonly variables: { readonly concepts: readonly string[]; readonly first: number };
}

interface Hits {
  readonly data: { readonly staffHits: { readonly total: number; readonly hits: readonly Hit[] } };
}

interface Hit extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly score: number;
}

interface Entities {
  readonly data: { readonly _entities: readonly object[] };
}

type Ask = (body: string) => Promise<unknown>;

/**
 * The least that any gateway has to do for the question of this bench: the same requests to the same cities as the hub
 * sends, the same JSON for the client, and nothing else. It believes whatever it is told, bounds nothing, and never fails
 * well.
 */
async function serve({ cities, hits, recordKey, entities }: FloorPlan): Promise<void> {
  const asks = new Map<string, Ask>(cities.map(({ id, url }) => [id, createAsk(url)]));
  const amounts = [...new Set(cities.map(({ among }) => among))];
  const names = new Map(cities.map(({ id, name }) => [id, { id, name }]));

  async function answer({ variables: { concepts, first } }: Question): Promise<string> {
    const groups = [{ terms: concepts.map((concept) => ({ concept, weight: 1000 })) }];
    const variables = { ...hits.variables, concepts: groups };
    const bodies = new Map(
      amounts.map((among) => [
        among,
        JSON.stringify({ query: hits.query, variables: among === null ? variables : { ...variables, among } }),
      ]),
    );
    const found = (await Promise.all(cities.map(({ id, among }) => asks.get(id)!(bodies.get(among)!)))) as Hits[];
    const totalCount = found.reduce((sum, { data }) => sum + data.staffHits.total, 0);
    const page = found
      .flatMap(({ data }) => data.staffHits.hits)
      .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
      .slice(0, first);

    const records = new Map<string, object>();
    const idsOf = new Map<string, string[]>();
    for (const hit of page) {
      const { id } = hit;
      const owner = id.slice(0, id.indexOf(':'));
      const brought = recordKey === null ? null : (hit[recordKey] as object | null);
      if (brought !== null) {
        records.set(id, toNode(id, brought, names.get(owner)));
        continue;
      }
      const ids = idsOf.get(owner);
      if (ids === undefined) idsOf.set(owner, [id]);
      else ids.push(id);
    }
    await Promise.all(
      [...idsOf].map(async ([owner, ids]) => {
        const representations = ids.map((id) => ({ __typename: 'Staff', id }));
        const body = JSON.stringify({ query: entities.query, variables: { ...entities.variables, representations } });
        const fetched = (await asks.get(owner)!(body)) as Entities;
        for (const [place, entity] of fetched.data._entities.entries()) {
          const id = ids[place]!;
          records.set(id, toNode(id, entity, names.get(owner)));
        }
      }),
    );
    return JSON.stringify({
      data: {
        experts: {
          totalCount,
          nodes: page.map(({ id }) => records.get(id)),
          pageInfo: { hasNextPage: totalCount > first },
          coverage: { asked: asks.size, answered: found.length, complete: true },
        },
      },
    });
  }

  const server = createServer((request, response) => {
    void text(request)
      .then((body) => answer(JSON.parse(body) as Question))
      .then(
        (body) => {
          const length = Buffer.byteLength(body);
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': length }).end(body);
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  await once(process, 'disconnect');
  process.exit();
}

/** Without what only the hub looks at, which JSON leaves out so. */
function toNode(id: string, record: object, city: object | undefined): object {
  return { id, ...record, city, __typename: undefined, entity__id: undefined };
}

function createAsk(url: string): Ask {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin);
  return async (body) => {
    const answer = await pool.request({
      method: 'POST',
      path: pathname,
      headers: { 'content-type': 'application/json' },
      body,
    });
    return await answer.body.json();
  };
}

const [planFile = ''] = process.argv.slice(2);
serve(JSON.parse(readFileSync(planFile, 'utf8')) as FloorPlan).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
