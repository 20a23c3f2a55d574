import { mkdtempSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { stringify } from 'yaml';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { importFolder } from '../../../subgraphs/city/import/importSource';
import { createMigratedDatabase } from '../../postgres/createMigratedDatabase';
import { housingVocabulary } from '../housingVocabulary';
import { lines } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';
import { copyRows } from './copyRows';

export const slugs = ['ashford', 'birkdale', 'corwen'] as const;
export type Slug = (typeof slugs)[number];
/** Keys that a city's programmes can have. */
const KEYS = 7;
const TITLES = ['Amt', 'amt!', 'Ämter', 'Über Eck', 'Uber-Eck', 'Zoo', '„Zoo“', 'zoo 2', '建設', 'ﬁn'];
export const TIMES = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z', '2026-02-01T00:00:00Z'];
/** What a question takes at most while a city is late: the others answer well within it. */
const SHORT_MS = 800;

export interface Programme {
  readonly key: string;
  readonly title: string;
  readonly updatedAt: string;
}

export const anyContent: fc.Arbitrary<readonly Programme[]> = fc
  .subarray(Array.from({ length: KEYS }, (_, number) => `p${number}`))
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.record({ key: fc.constant(key), title: fc.constantFrom(...TITLES), updatedAt: fc.constantFrom(...TIMES) }),
      ),
    ),
  );

/** What happens between two questions. But for an import, it holds until the next event. */
export type Event =
  | { readonly kind: 'import'; readonly city: Slug; readonly content: readonly Programme[] }
  /** Calls to it break off. */
  | { readonly kind: 'fail'; readonly city: Slug }
  /** It does not answer in time. */
  | { readonly kind: 'be late'; readonly city: Slug }
  /** It answers from a standby, which has what was there before its last import. */
  | { readonly kind: 'lag'; readonly city: Slug }
  /** It is not listed, and joins with the next event. */
  | { readonly kind: 'leave'; readonly city: Slug }
  | { readonly kind: 'nothing' };

const anyCity = fc.constantFrom(...slugs);
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('import' as const), city: anyCity, content: anyContent }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('fail', 'be late', 'lag', 'leave'), city: anyCity }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'nothing' as const }) },
);

/** What coverage says of the city that one happens to, if it is listed and can match. */
export const STATUS = {
  ...{ import: 'ANSWERED', fail: 'UNREACHABLE', 'be late': 'TIMED_OUT', lag: 'ANSWERED', leave: undefined },
} as const;

/** Searches and changes fail or are late; all other questions are answered, also the hub's own. */
const DISTURBED = /Hits\(|recordChanges\(/;

/** What of a programme a list is ordered by, and when it could first be read. */
export interface Row {
  readonly title: string;
  readonly updatedAt: number;
  readonly publishedAt: number;
}

interface Databases {
  readonly primary: DataSource;
  readonly standby: DataSource;
}

/** Three cities whose programmes are all on one concept, each with a standby that is an import behind, and their hub. */
export class RestlessNetwork {
  #listed: readonly Slug[] = slugs;
  /** The city, if any, whose answers come from its standby. */
  #lagging: Slug | undefined;
  #late: Slug | undefined;

  private constructor(
    readonly network: TestNetwork,
    private readonly databases: ReadonlyMap<Slug, Databases>,
    private readonly standbys: ReadonlyMap<Slug, string>,
    private readonly folder: string,
    private readonly dropStandbys: () => Promise<void>,
  ) {}

  static async start(): Promise<RestlessNetwork> {
    const network = await startNetwork({
      vocabulary: housingVocabulary,
      network: { cities: slugs.map((id) => ({ id, name: id, country: 'GB' })) },
      content: Object.fromEntries(slugs.map((id) => [id, filesOf(id, [])])),
    });
    const databases = new Map<Slug, Databases>();
    const standbys = new Map<Slug, string>();
    const dropped: (() => Promise<void>)[] = [];
    for (const id of slugs) {
      const database = await createMigratedDatabase();
      dropped.push(() => database.drop());
      const standby = await createDataSource(database.url).initialize();
      // It knows the locks of its primary as little as one that PostgreSQL replicates.
      const [{ name }] = await standby.query<[{ name: string }]>('SELECT current_database() AS name');
      await standby.query(`CREATE FUNCTION public.pg_is_in_recovery() RETURNS boolean LANGUAGE sql RETURN true`);
      await standby.query(`ALTER DATABASE ${name} SET search_path = public, pg_catalog`);
      const primary = await createDataSource(network.city(id).databaseUrl).initialize();
      databases.set(id, { primary, standby });
      standbys.set(id, await network.serveFrom(id, database.url));
    }
    const folder = mkdtempSync(join(tmpdir(), 'hanse-restless-'));
    return new RestlessNetwork(network, databases, standbys, folder, async () => {
      for (const drop of dropped) await drop();
    });
  }

  async close(): Promise<void> {
    for (const { primary, standby } of this.databases.values()) {
      await primary.destroy();
      await standby.destroy();
    }
    await this.network.close();
    await this.dropStandbys();
    await rm(this.folder, { recursive: true });
  }

  isListed(city: Slug): boolean {
    return this.#listed.includes(city);
  }

  /** By the clock of the databases. */
  async now(): Promise<Date> {
    const [{ now }] = await this.databases
      .get('ashford')!
      .primary.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    return now;
  }

  /** How long a question may take now: without a number, as long as it takes. */
  get timeoutMs(): number | null {
    return this.#late === undefined ? null : SHORT_MS;
  }

  async import(city: Slug, content: readonly Programme[]): Promise<void> {
    const { primary, standby } = this.databases.get(city)!;
    await copyRows(primary, standby);
    for (const [name, text] of Object.entries(filesOf(city, content))) writeFileSync(join(this.folder, name), text);
    const allowed = { removal: 100, widening: 100, change: 100 };
    await importFolder(primary, city, this.folder, { replace: true, allowed });
  }

  /** All are listed, answer, and have these programmes, their standbys as well. */
  async settle(contents: readonly (readonly Programme[])[]): Promise<void> {
    await this.happen({ kind: 'nothing' });
    for (const [index, id] of slugs.entries()) {
      await this.import(id, contents[index] ?? []);
      const { primary, standby } = this.databases.get(id)!;
      await copyRows(primary, standby);
    }
    // What is counted on the concept is known from the summaries.
    await this.network.hub.refresh();
  }

  async happen(event: Event): Promise<void> {
    for (const id of slugs) this.network.city(id).wire.treat = () => 'FORWARD';
    this.#lagging = this.#late = undefined;
    await this.#list(event.kind === 'leave' ? slugs.filter((id) => id !== event.city) : slugs);
    if (event.kind === 'nothing' || event.kind === 'leave') return;
    const { city } = event;
    if (event.kind === 'import') {
      await this.import(city, event.content);
      return;
    }
    if (event.kind === 'lag') this.#lagging = city;
    if (event.kind === 'be late') this.#late = city;
    const to = this.standbys.get(city)!;
    const treatments = { fail: 'RESET', 'be late': 'HANG', lag: { to } } as const;
    const treatment = treatments[event.kind];
    // A standby answers everything.
    this.network.city(city).wire.treat = ({ query }) =>
      event.kind === 'lag' || DISTURBED.test(query) ? treatment : 'FORWARD';
  }

  /** What the cities answer from now, by id; of one that lags, what its standby has. */
  async readAnsweredRows(): Promise<ReadonlyMap<string, Row>> {
    return this.#read((city) => this.databases.get(city)![city === this.#lagging ? 'standby' : 'primary']);
  }

  /** What is there, by id, wherever a city answers from. */
  async readRows(): Promise<ReadonlyMap<string, Row>> {
    return this.#read((city) => this.databases.get(city)!.primary);
  }

  async #read(from: (city: Slug) => DataSource): Promise<ReadonlyMap<string, Row>> {
    const rows = new Map<string, Row>();
    for (const city of slugs) {
      const found = await from(city).query<{ key: string; title: string; updated: Date; published: Date }[]>(
        'SELECT key, title, updated_at AS updated, published_at AS published FROM programme',
      );
      for (const { key, title, updated, published } of found) {
        const row = { title, updatedAt: updated.getTime(), publishedAt: published.getTime() };
        rows.set(`${city}:programme:${key}`, row);
      }
    }
    return rows;
  }

  async #list(cities: readonly Slug[]): Promise<void> {
    if (cities.length === this.#listed.length && cities.every((id, at) => id === this.#listed[at])) return;
    this.#listed = cities;
    const { network } = this;
    const entries = cities.map((id) => ({ id, name: id, country: 'GB', url: network.city(id).wire.url }));
    await writeFile(`${network.networkFile}.new`, stringify({ name: 'Test network', cities: entries }));
    await rename(`${network.networkFile}.new`, network.networkFile);
    await network.hub.reload();
    await network.hub.refresh();
  }
}

const filesOf = (id: string, programmes: readonly Programme[]): Record<string, string> => ({
  'city.yaml': `id: ${id}\nname: ${id}\nlanguage: en\n`,
  'topics.csv': lines('key,label_en,exact_match', 'plans,Our housing plans,concept:housing-plan'),
  'programmes.csv': lines(
    'key,title,topics,visibility,updated_at',
    ...programmes.map(({ key, title, updatedAt }) => `${key},${title},plans,PUBLIC,${updatedAt}`),
  ),
});
