import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAtomFeed } from 'feedsmith';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { importFolder } from '../../../subgraphs/city/import/importSource';
import { housingVocabulary } from '../housingVocabulary';
import { lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

/** Files of the city, as its own system writes them. */
type Files = Readonly<Record<string, string>>;

const programmes = (...rows: readonly string[]): string =>
  lines('key,title,starts_on,ends_on,topics,visibility', ...rows);
const START: Files = {
  'city.yaml': 'id: gera\nname: Gera\nlanguage: en\n',
  'topics.csv': lines('key,label_en,exact_match', 'plans,Our plans,concept:housing-plan'),
  'programmes.csv': programmes('homes,Homes,2020,,plans,PUBLIC', 'parks,Parks,2021,,plans,PUBLIC'),
};

let network: TestNetwork;
let database: DataSource;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hanse-feed-'));
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: [{ id: 'gera', name: 'Gera', country: 'DE' }] },
    content: { gera: START },
  });
  database = await createDataSource(network.city('gera').databaseUrl).initialize();
}, 60_000);
afterAll(async () => {
  await database.destroy();
  await network.close();
  await rm(folder, { recursive: true });
});

/** Imports these files, and makes what came of it a minute older: the hub tells of a change half a minute later. */
async function publish(files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const [{ at }] = await database.query<[{ at: Date }]>('SELECT published_at AS at FROM city');
  await importFolder(database, 'gera', folder, { replace: true, allowed: { removal: 100, change: 100 } });
  await makeOlder(at);
}

async function makeOlder(than: Date, by = '1 minute'): Promise<void> {
  const earlier = (column: string): string =>
    `${column} = CASE WHEN ${column} > $1 THEN ${column} - interval '${by}' ELSE ${column} END`;
  for (const table of ['staff', 'topic', 'programme', 'exchange', 'need', 'offer']) {
    const times = ['published_at', 'public_since', 'network_since'].map(earlier).join(', ');
    await database.query(`UPDATE ${table} SET ${times}`, [than]);
  }
  await database.query(`UPDATE tombstone SET ${earlier('gone_at')}`, [than]);
  await database.query(`UPDATE city SET ${earlier('published_at')}`, [than]);
}

let etag: string | undefined;
const known = new Map<string, string>();

/** What a reader that looks at the feed now and then shows as new. */
async function lookAtFeed(): Promise<readonly string[]> {
  const url = `${network.hub.url}/questions/changes.atom?city=gera&lang=en`;
  const response = await fetch(url, { headers: etag === undefined ? {} : { 'if-none-match': etag } });
  if (response.status === 304) return [];
  expect(response.status).toBe(200);
  etag = response.headers.get('etag') ?? undefined;
  const { entries = [] } = parseAtomFeed(await response.text());
  const times = entries.map(({ updated }) => Date.parse(updated ?? ''));
  expect(times).toEqual([...times].sort((a, b) => b - a));
  const fresh = entries.filter(({ id = '', updated = '' }) => known.get(id) !== updated);
  for (const { id = '', updated = '' } of fresh) known.set(id, updated);
  return fresh.map(({ title }) => title?.value ?? '').sort();
}

test('a feed tells in each run exactly what changed since, also of what a late import brings with old dates', async () => {
  // Longer ago than a feed looks back.
  await makeOlder(new Date(0), '60 days');
  expect(await lookAtFeed()).toEqual([]);

  await publish({
    ...START,
    'programmes.csv': programmes('homes,Homes for all,2020,,plans,PUBLIC', 'trees,Trees,2026,,plans,PUBLIC'),
  });
  expect(await lookAtFeed()).toEqual([
    'Changed: Homes for all',
    'Gone, or hidden now: gera:programme:parks',
    'New: Trees',
  ]);

  // From a cupboard: it ended long before anything that was told so far.
  await publish({
    'programmes.csv': programmes(
      'homes,Homes for all,2020,,plans,PUBLIC',
      'trees,Trees,2026,,plans,PUBLIC',
      'trams,Trams,1991-04,1998,plans,PUBLIC',
      'secret,Secret,1991,1992,plans,NETWORK',
    ),
  });
  expect(await lookAtFeed()).toEqual(['New: Trams']);

  // The same files again, in another order.
  await publish({
    'programmes.csv': programmes(
      'secret,Secret,1991,1992,plans,NETWORK',
      'trams,Trams,1991-04,1998,plans,PUBLIC',
      'trees,Trees,2026,,plans,PUBLIC',
      'homes,Homes for all,2020,,plans,PUBLIC',
    ),
  });
  expect(await lookAtFeed()).toEqual([]);
});

test('the changes of a question in words are those of what it means or has in its texts, and how it was read is told', async () => {
  const files = {
    ...START,
    'programmes.csv': programmes('homes,Homes,2020,,plans,PUBLIC', 'gym,Gymnastics,2026,,,PUBLIC'),
  };
  await publish(files);
  const ask = async (
    text: string,
  ): Promise<{ readonly titles: readonly unknown[]; readonly notes: readonly unknown[] }> => {
    const since = new Date(Date.now() - 86_400_000).toISOString();
    const asked = new URLSearchParams({ text, since, lang: 'en', kind: 'PROGRAMME' });
    const response = await fetch(`${network.hub.url}/questions/changes.json?${asked.toString()}`);
    const answer = (await response.json()) as {
      readonly rows: readonly { readonly change: string; readonly title: string | null }[];
      readonly notes: readonly unknown[];
    };
    return {
      titles: answer.rows.flatMap(({ change, title }) => (change === 'REMOVED' ? [] : [title])).sort(),
      notes: answer.notes,
    };
  };
  expect((await ask('Gymnastics')).titles).toEqual(['Gymnastics']);
  const housing = await ask('Wohnraumkonzept');
  expect(housing.titles).toEqual(['Homes']);
  expect(housing.notes).toContainEqual(expect.stringContaining('Housing plan'));
});
