import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAtomFeed } from 'feedsmith';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { importFolder } from '../../../subgraphs/city/import/importSource';
import { describeWith } from '../../optional/describeWith';
import { findProgram } from '../../optional/findProgram';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity, lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';
import { findAtomFaults } from './findAtomFaults';
import { findFeedFaults } from './findFeedFaults';

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
    network: {
      cities: [
        { id: 'gera', name: 'Gera', country: 'DE' },
        { id: 'jena', name: 'Jena', country: 'DE' },
      ],
    },
    content: { gera: START, jena: inventedCity('jena', 2) },
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

/** One record of each kind under each of these keys. */
function recordsOfAllKinds(titles: Readonly<Record<string, string>>): Files {
  const keys = Object.keys(titles);
  const rows = (row: (key: string, title: string) => string) => keys.map((key) => row(key, titles[key]!));
  return {
    'topics.csv': lines(
      'key,label_en,exact_match',
      'plans,Our plans,concept:housing-plan',
      ...rows((key, title) => `${key},${title},concept:parks`),
    ),
    'staff.csv': lines('key,kind,name,visibility', ...rows((key, title) => `${key},UNIT,${title},PUBLIC`)),
    'experiences.csv': lines('key,staff,topic,role,since', ...keys.map((key) => `${key},${key},plans,LED,2020`)),
    'programmes.csv': programmes(...rows((key, title) => `${key},${title},2020,,plans|${key},PUBLIC`)),
    'exchanges.csv': lines(
      'key,kind,title,starts_on,host,topics,visibility',
      ...rows((key, title) => `${key},STUDY_VISIT,${title},2025,gera,plans,PUBLIC`),
    ),
    'needs.csv': lines('key,title,topics,visibility', ...rows((key, title) => `${key},${title},plans,PUBLIC`)),
    'offers.csv': lines(
      'key,kind,title,topics,visibility',
      ...rows((key, title) => `${key},VISIT,${title},plans,PUBLIC`),
    ),
  };
}

describe('a feed of each question, and of each city, with all that can become of records of all kinds', () => {
  /** By their addresses. */
  const feeds: Record<string, string> = {};
  beforeAll(async () => {
    await publish({ ...START, ...recordsOfAllKinds({ a: 'Wohnen & <b>mehr</b>', b: 'Gone soon' }) });
    await makeOlder(new Date(0), '60 days');
    await publish(recordsOfAllKinds({ a: 'Wohnen ]]> für &amp; alle 🏠', c: 'Straßen' }));
    await network.hub.refresh();
    const { url } = network.hub;
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { readonly paths: object };
    const addresses = [
      ...Object.keys(paths)
        .filter((path) => path.endsWith('.atom'))
        .map((path) => `${path}?concepts=concept:housing-plan`),
      ...['gera', 'jena'].map((city) => `/questions/changes.atom?city=${city}&lang=de`),
      '/questions/changes.atom?kind=OFFER&concepts=concept:housing-plan&lang=nl',
      '/questions/experts.atom?text=nothing+of+the+kind',
    ];
    for (const address of addresses) {
      const response = await fetch(url + address);
      expect([address, response.status]).toEqual([address, 200]);
      feeds[address] = await response.text();
    }
  });

  test('HUB-420 has them all, in the words of RFC 4287 also where an entry leads nowhere', () => {
    const ofCity = parseAtomFeed(feeds['/questions/changes.atom?city=gera&lang=de']!).entries!;
    const kinds = ofCity.map(({ categories = [] }) => categories.map(({ term }) => term).join(' '));
    expect(new Set(kinds)).toEqual(
      new Set(
        ['ADDED', 'CHANGED', 'REMOVED'].flatMap((became) =>
          ['staff', 'topic', 'programme', 'exchange', 'need', 'offer'].map((type) => `${became} ${type}`),
        ),
      ),
    );
    expect(Object.keys(feeds).length).toBeGreaterThan(9);
    for (const [address, feed] of Object.entries(feeds)) {
      expect([address, findFeedFaults(feed)]).toEqual([address, []]);
      if (!/jena|nothing/.test(address)) expect([address, feed]).toEqual([address, expect.stringContaining('<entry>')]);
    }
  });

  const ENTRY = '<id>tag:h,2026:x</id><title>X</title><updated>2026-11-03T08:00:00Z</updated>';
  const faulty = {
    'an entry without a moment': ENTRY.replace('T08:00:00Z', ''),
    'an entry whose id is no IRI': ENTRY.replace('tag:', ''),
    'an entry that leads nowhere and has a summary alone': `${ENTRY}<summary>s</summary>`,
    'an entry that stands there twice': `${ENTRY}<content>c</content></entry><entry>${ENTRY}<content>c</content>`,
    'an entry without a title': ENTRY.replace('X</title>', '</title>'),
    'a link to nowhere': `${ENTRY}<link href="/page"/>`,
    'another self': `${ENTRY}<content>c</content></entry><link rel="self" href="http://other"/><entry>${ENTRY.replace(':x', ':y')}<content>c</content>`,
  };
  test.each(Object.entries(faulty))('has nothing like %s, which would be found', (_name, entry) => {
    const [feed] = Object.values(feeds);
    const broken = feed!.replace('<entry>', `<entry>${entry}</entry><entry>`);
    expect(findFeedFaults(broken)).not.toEqual([]);
  });

  describeWith(
    findProgram('RUBY', 'ruby'),
    'ruby: install it, or name one in RUBY',
    'held to Ruby’s library',
    (ruby) => {
      test('HUB-420 is valid by it', () => {
        const faults = findAtomFaults(ruby, Object.values(feeds));
        expect(Object.keys(feeds).map((address, at) => [address, faults[at]])).toEqual(
          Object.keys(feeds).map((address) => [address, null]),
        );
      });

      test('which finds what is seeded in one of them', () => {
        const seeds: Readonly<Record<string, (feed: string) => string>> = {
          'tag <id> is missing in tag <feed>': (feed) => feed.replace(/<id>.*?<\/id>/, ''),
          'tag <id> is missing in tag <entry>': (feed) => feed.replace(/(<entry>\s*)<id>.*?<\/id>/, '$1'),
          'tag <updated> is missing in tag <entry>': (feed) =>
            feed.replace(/(<entry>.*?)<updated>.*?<\/updated>/s, '$1'),
          'tag <title> is too much in tag <entry>': (feed) =>
            feed.replace(/(<entry>.*?)(<title>)/s, '$1<title>x</title>$2'),
          'value <3 November> of tag <updated> is not available': (feed) =>
            feed.replace(/(<entry>.*?<updated>).*?</s, '$13 November<'),
          'attribute <href> is missing in tag <link>': (feed) =>
            feed.replace(/(<link rel="alternate".*?) href=".*?"/, '$1'),
          'attribute <term> is missing in tag <category>': (feed) => feed.replace(/<category term=".*?"/, '<category'),
          'value <word> of tag <type> is not available': (feed) => feed.replace('<title>', '<title type="word">'),
          'tag <{http://www.w3.org/2005/Atom}rows> is not expected in tag <feed>': (feed) =>
            feed.replace('<entry>', '<rows/><entry>'),
          'This is not well formed XML': (feed) => feed.replace('</feed>', ''),
        };
        const feed = feeds['/questions/changes.atom?city=gera&lang=de']!;
        const found = findAtomFaults(
          ruby,
          Object.values(seeds).map((seed) => seed(feed)),
        );
        expect(found).toEqual(Object.keys(seeds).map((fault) => expect.stringContaining(fault)));
      });
    },
  );
});
