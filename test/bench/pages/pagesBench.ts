import { fetch } from 'undici';
import { askForPage } from '../../../gateway/web/search/askForPage';
import type { Search } from '../../../gateway/web/search/Search';
import type { Query, QueryResult } from '../../../gateway/web/Query';
import { openAbuse } from '../abuse/openAbuse';
import type { Bench, BenchOptions, Figure } from '../Bench';
import { createPost } from '../createPost';
import { figure, quantile, toRow } from '../figures';
import { servePages } from './servePages';

const ROUNDS = 5;
const PAGES_A_ROUND = 60;
/** As many hits as a table asks for, so that it costs no more than a request may. */
const MOST_AT_ONCE = 50;
/** How often it is asked for them, with those that are not whole. */
const MOST_ATTEMPTS = 40;

/** What is asked of an invented city: what its page shows, and how long that may take, in milliseconds. */
interface Asked {
  readonly name: string;
  readonly search: Search;
  readonly hits: number;
  readonly atMost: number;
}

const nothingElse = { concepts: [], cities: [], alliances: [], lang: 'en', after: undefined };
const SOCIAL_AFFAIRS = { ...nothingElse, text: 'Soziales' };

const asked: readonly Asked[] = [
  { name: '20 cards of programmes', search: { ...SOCIAL_AFFAIRS, kind: 'programmes' }, hits: 20, atMost: 8 },
  {
    ...{ name: '1,000 table rows of experts', search: { ...SOCIAL_AFFAIRS, kind: 'experts', view: 'table' } },
    ...{ hits: 1_000, atMost: 60 },
  },
];

/** What a page takes at the server beside its query: read, rendered, compressed and sent, of answers that a hub gave before. */
export const pagesBench: Bench = {
  name: 'pages',
  async run(options, tell) {
    const bed = await openAbuse({ ...options, quick: true }, tell);
    const figures: Figure[] = [];
    try {
      const hub = await bed.startHub(0);
      const client = createPost(`${hub.url}/graphql`, 1);
      const query: Query = async (operation) => JSON.parse(await client.post(JSON.stringify(operation))) as QueryResult;
      try {
        for (const one of asked) {
          tell(one.name);
          figures.push(await measurePage(one, await recordAnswer(query, one, options), options));
        }
      } finally {
        await client.close();
        await hub.end();
      }
      return { rows: figures.map(toRow), figures };
    } finally {
      tell('ending');
      await bed.close();
    }
  },
};

/** A hub's answer with as many hits as a page of them is to have, put together of several where that is more than it gives at once. */
async function recordAnswer(query: Query, { search, hits }: Asked, { signal }: BenchOptions): Promise<QueryResult> {
  const edges: unknown[] = [];
  let after: string | undefined;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    signal.throwIfAborted();
    let result: QueryResult = {};
    const recording: Query = async (...call) => (result = await query(...call));
    const outcome = await askForPage(recording, { ...search, after }, Math.min(hits, MOST_AT_ONCE), signal);
    if (outcome.state !== 'answered') throw new Error(`To a search for a page the hub says: ${JSON.stringify(result)}`);
    const { page } = outcome.answer.answer;
    // On a busy machine a city may be late with details: what is measured is a page that has them.
    if (page.edges.some(({ node }) => node === null)) continue;
    edges.push(...page.edges);
    if (edges.length >= hits) {
      const found = { ...page, edges: edges.slice(0, hits), totalCount: Math.max(hits, page.totalCount) };
      return { ...result, data: { ...result.data, [search.kind]: found } };
    }
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor ?? undefined;
  }
  throw new Error(`The hub gave ${edges.length} hits with their details, and ${hits} are needed.`);
}

async function measurePage(
  { name, search, hits, atMost }: Asked,
  answer: QueryResult,
  { quick, signal }: BenchOptions,
): Promise<Figure> {
  const pages = await servePages(answer);
  try {
    const rounds: number[] = [];
    const { kind, text = '', view = 'cards' } = search;
    const url = `${pages.url}/search?${new URLSearchParams({ kind, text, view, lang: 'en' }).toString()}`;
    // The first round has code compiled.
    for (let round = 0; round <= (quick ? 1 : ROUNDS); round++) {
      const times: number[] = [];
      while (times.length < PAGES_A_ROUND) {
        signal.throwIfAborted();
        const response = await fetch(url, { headers: { 'accept-encoding': 'br' } });
        const html = await response.text();
        const shown = html.split(view === 'table' ? '<th scope="row">' : '<article>').length - 1;
        if (shown < hits) throw new Error(`The page has ${shown} hits, and should have ${hits}.`);
        times.push(await pages.lastTook());
      }
      if (round > 0) rounds.push(quantile(times, 0.5));
    }
    return figure(`${name}: a page beside its query, p50`, 'ms', rounds, { promise: { atMost } });
  } finally {
    await pages.close();
  }
}
