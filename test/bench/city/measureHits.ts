import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import type { BenchOptions, Figure } from '../Bench';
import { createPost } from '../createPost';
import { figure, ratio } from '../figures';
import { takeTurns } from '../takeTurns';
import type { Served } from './serveInChild';

const DAY = '2026-03-15';
const PAGES = 100;

const hitsQuery = `query ($concepts: [ConceptGroup!], $text: String, $first: Int!, $after: HitPosition) {
  staffHits(concepts: $concepts, text: $text, day: "${DAY}", first: $first, after: $after) {
    total hits { id score concept mapping text topic role since until }
  }
}`;

/** What somebody would write who has this one question. */
const statement = `
  WITH hit AS (
    SELECT DISTINCT ON (staff.key) staff.key, experience.topic_key, topic_mapping.match, experience.role,
      experience.since, experience.until,
      (5 * CASE topic_mapping.match WHEN 'EXACT_MATCH' THEN 1000 WHEN 'CLOSE_MATCH' THEN 850
          WHEN 'BROAD_MATCH' THEN 800 ELSE 500 END
        + 2 * CASE experience.role WHEN 'LED' THEN 1000 WHEN 'WORKED' THEN 700 WHEN 'TOOK_PART' THEN 300 ELSE 500 END
        + 2 * CASE
          WHEN experience.until IS NOT NULL THEN greatest(0, 1000 - 100 * greatest(0,
            ($3 - to_char(last_day(experience.until), 'YYYYMMDD')::integer) / 10000))
          WHEN experience.since IS NOT NULL THEN 1000 ELSE 300 END
        + CASE WHEN experience.since IS NULL THEN 300 ELSE least(1000, 1000 * greatest(0,
            least($4, 12 * extract(year FROM last_day(experience.until))::integer
              + extract(month FROM last_day(experience.until))::integer)
            - 12 * extract(year FROM first_day(experience.since))::integer
            - extract(month FROM first_day(experience.since))::integer + 1) / 60) END) / 10 AS score
    FROM topic_mapping
    JOIN experience USING (topic_key)
    JOIN staff ON staff.key = experience.staff_key
    WHERE topic_mapping.concept_id = $1 AND staff.visibility = 'PUBLIC'
    ORDER BY staff.key, score DESC, experience.topic_key, experience.since, experience.until
  )
  SELECT (SELECT count(*)::integer FROM hit) AS total, hit.* FROM hit ORDER BY score DESC, key LIMIT $2`;

interface Hit {
  readonly id: string;
  readonly score: number;
}

interface HitRow {
  readonly key: string;
  readonly topic_key: string;
  readonly match: string;
  readonly role: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly score: number;
}

/** The search of staff by a concept with many matches, at its beginning and deep inside, and by words. */
export async function measureHits(
  served: Served,
  databaseUrl: string,
  cityId: string,
  { quick, signal }: BenchOptions,
  tell: (what: string) => void,
): Promise<readonly Figure[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const city = createPost(served.city, 1);
  const search = async (variables: object): Promise<{ readonly total: number; readonly hits: readonly Hit[] }> => {
    const answer = JSON.parse(await city.post(JSON.stringify({ query: hitsQuery, variables }))) as {
      readonly data?: { readonly staffHits: { readonly total: number; readonly hits: readonly Hit[] } };
    };
    if (answer.data === undefined) throw new Error(JSON.stringify(answer));
    return answer.data.staffHits;
  };
  try {
    tell('checking the search of staff');
    const { concept, total } = await chooseConcept(client, quick ? 500 : 10_000);
    const concepts = [{ terms: [{ concept, weight: 1000 }] }];
    const first = Math.floor(total / PAGES);
    const bare = (size: number) => askBarely(client, cityId, concept, size);

    const all: Hit[] = [];
    for (let page = 1; page <= PAGES; page++) {
      signal.throwIfAborted();
      const last = all.at(-1);
      const found = await search({ concepts, first, after: last && { score: last.score, id: last.id } });
      if (found.total !== total) throw new Error(`Page ${page} says ${found.total} hits, but there are ${total}.`);
      all.push(...found.hits);
    }
    if (!isDeepStrictEqual(all, await bare(first * PAGES))) {
      throw new Error('The pages are not what the statement finds.');
    }
    const before = all[first * (PAGES - 1) - 1]!;
    const deep = { concepts, first, after: { score: before.score, id: before.id } };

    tell('measuring the search of staff');
    const times = await takeTurns(
      {
        first: () => search({ concepts, first }),
        deep: () => search(deep),
        bare: () => bare(first),
        name: () => search({ text: 'Zibolda Körbelwitz', first }),
        misspelt: () => search({ text: 'Zibolda Körbelwits', first }),
        words: () => search({ text: 'Schulungen Hitzeschutz', first }),
      },
      { rounds: quick ? 3 : 15, runs: 5, concurrency: 1, signal },
    );
    const hits = `staffHits of ${total} matches`;
    return [
      figure(`${hits}, page 1 of ${PAGES}`, 'us', times.first),
      figure(`${hits}, page ${PAGES}`, 'us', times.deep),
      figure('bare SQL, page 1', 'us', times.bare),
      ratio(`page ${PAGES} against page 1`, times.deep, times.first, { promise: { atMost: 1.5 } }),
      ratio('page 1 against bare SQL', times.first, times.bare, { promise: { atMost: 3 } }),
      figure('staffHits by a name', 'us', times.name),
      figure('staffHits by a misspelt name', 'us', times.misspelt),
      figure('staffHits by two words of summaries', 'us', times.words),
    ];
  } finally {
    await Promise.all([city.close(), client.end()]);
  }
}

/** The concept with the fewest matches that are at least so many. */
async function chooseConcept(client: Client, least: number): Promise<{ concept: string; total: number }> {
  const { rows } = await client.query<{ concept: string; total: number }>(
    `SELECT concept_id AS concept, count(DISTINCT staff_key)::integer AS total
     FROM topic_mapping JOIN experience USING (topic_key) JOIN staff ON staff.key = staff_key
     WHERE visibility = 'PUBLIC' GROUP BY concept_id HAVING count(DISTINCT staff_key) >= $1
     ORDER BY total, concept LIMIT 1`,
    [least],
  );
  return rows[0]!;
}

async function askBarely(client: Client, cityId: string, concept: string, first: number): Promise<Hit[]> {
  const [year, month] = DAY.split('-').map(Number) as [number, number];
  const { rows } = await client.query<HitRow>({
    name: 'hits',
    text: statement,
    values: [concept, first, Number(DAY.replaceAll('-', '')), 12 * year + month],
  });
  return rows.map(({ key, topic_key, match, role, since, until, score }) => ({
    id: `${cityId}:staff:${key}`,
    score,
    concept,
    mapping: match,
    text: null,
    topic: `${cityId}:topic:${topic_key}`,
    role,
    since,
    until,
  }));
}
