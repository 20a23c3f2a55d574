import { isDeepStrictEqual } from 'node:util';
import type { BenchOptions, Figure } from '../Bench';
import { createPost } from '../createPost';
import { figure, ratio } from '../figures';
import { takeTurns } from '../takeTurns';
import type { Served } from './serveInChild';
import { withClient } from './withClient';

/** What a page of a search fetches of its staff. */
const entitiesQuery = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Staff { id name role department programmes { id title status topics { id label } } }
  }
}`;

const PAGE = 20;
const PAGES = 50;
const CONNECTIONS = 4;

/** The fetch of 20 staff with programmes and topics, against one hand-written statement that gives the same JSON. */
export async function measureEntities(
  served: Served,
  databaseUrl: string,
  cityId: string,
  { quick, signal }: BenchOptions,
  tell: (what: string) => void,
): Promise<readonly Figure[]> {
  const pages = await choosePages(databaseUrl, signal);
  const city = createPost(served.city, CONNECTIONS);
  const plain = createPost(served.plain, CONNECTIONS);
  const questions = pages.map((keys) => ({
    city: JSON.stringify({
      query: entitiesQuery,
      variables: { representations: keys.map((key) => ({ __typename: 'Staff', id: `${cityId}:staff:${key}` })) },
    }),
    plain: JSON.stringify({ keys }),
  }));
  try {
    tell('checking the fetch of staff');
    const sizes: number[] = [];
    for (const question of questions) {
      signal.throwIfAborted();
      const [one, other] = await Promise.all([city.post(question.city), plain.post(question.plain)]);
      if (!isDeepStrictEqual(JSON.parse(one), JSON.parse(other))) {
        throw new Error(`The city answered\n${one}\nand the statement\n${other}`);
      }
      sizes.push(JSON.stringify(JSON.parse(one)).length);
    }
    tell('measuring the fetch of staff');
    const times = await takeTurns(
      {
        city: (run) => city.post(questions[run % PAGES]!.city),
        plain: (run) => plain.post(questions[run % PAGES]!.plain),
      },
      { rounds: quick ? 5 : 21, runs: 400, concurrency: CONNECTIONS, signal },
    );
    return [
      figure('_entities of 20 staff, the city', 'us', times.city),
      figure('the same by one statement', 'us', times.plain),
      ratio(
        "the city's rate against the statement's",
        times.plain,
        times.city,
        quick ? {} : { promise: { atLeast: 0.4 } },
      ),
    ];
  } finally {
    await Promise.all([city.close(), plain.close()]);
  }
}

/** Pages of staff with programmes, in an order that no index has. */
async function choosePages(databaseUrl: string, signal: AbortSignal): Promise<string[][]> {
  return await withClient(databaseUrl, signal, async (client) => {
    const { rows } = await client.query<{ key: string }>(
      `SELECT key FROM staff WHERE visibility = 'PUBLIC' AND EXISTS (SELECT FROM programme_staff WHERE staff_key = key)
       ORDER BY md5(key) LIMIT ${PAGE * PAGES}`,
    );
    return Array.from({ length: PAGES }, (_, page) => rows.slice(page * PAGE, (page + 1) * PAGE).map(({ key }) => key));
  });
}
