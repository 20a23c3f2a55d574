import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Closers } from '../../../gateway/Closers';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import { generateCity } from '../../../subgraphs/city/generate/generateCity';
import { inventedTerms } from '../../../subgraphs/city/generate/inventedTerms';
import type { BenchOptions } from '../Bench';
import { openBenchCity } from '../city/openBenchCity';
import { vacuum } from '../city/withClient';
import { createPost } from '../createPost';
import { cpuTime } from '../gateways/cpuTime';
import { runChild } from '../runChild';
import type { AbusedNetwork } from './abuses';
import type { Load } from './Load';

const STAFF = 20_000;
const QUICK_STAFF = 3_000;
/** Of the city beside the large one. */
const FEW = 500;
const VOCABULARY = path.join(__dirname, '../../../schema/topics.ttl');
/** Searches after which a hub's code is compiled. */
const WARM_UP = 30;

/** A breaker's time, and what the city still has to do. */
const MAX_RECOVERY_MS = 60_000;

/** What the parts have spent so far, in milliseconds of processor time, and the longest hold since the last look. */
export interface Spent {
  readonly hub: number;
  /** The large city's process, without its database. */
  readonly city: number;
  /** PostgreSQL with all its processes, which serves both cities. */
  readonly database: number;
  readonly longestHold: number;
}

export interface AbusedHub {
  readonly url: string;
  look(): Promise<Spent>;
  /** Waits until it asks both cities again: one that had too much to do is left alone for a while. */
  becomeWell(): Promise<void>;
  end(): Promise<void>;
}

/** A city of 20,000 staff with its own database, one beside it, and hubs on both. */
export interface AbuseBed extends AbusedNetwork {
  /** @param requestsPerMinute as in `HANSE_REQUESTS_PER_MINUTE` */
  startHub(requestsPerMinute: number): Promise<AbusedHub>;
  close(): Promise<void>;
}

export async function openAbuse(options: BenchOptions, tell: (what: string) => void): Promise<AbuseBed> {
  const { quick, seed, signal } = options;
  const home = await openBenchCity(options, tell, quick ? QUICK_STAFF : STAFF);
  const ends = new Closers();
  ends.add(() => home.close());
  const close = (): Promise<void> => ends.close();
  try {
    const small = `small-${seed}`;
    const source = path.join(home.folder, 'small');
    const plan = { cityId: small, seed: seed + 1, staff: FEW, experiences: 10 * FEW, topics: 100, programmes: FEW / 5 };
    await generateCity({ ...plan, language: 'de' }, source);

    const serve = async (cityId: string, folder: string) => {
      tell(`importing ${cityId}`);
      const databaseUrl = await home.createDatabase(cityId);
      const child = path.join(__dirname, '../city/importInChild.ts');
      await (await runChild(child, [databaseUrl, cityId, folder], signal)).end();
      await vacuum(databaseUrl, signal);
      const city = await runChild<string>(path.join(__dirname, 'serveCityInChild.ts'), [databaseUrl, cityId], signal);
      ends.add(() => city.end());
      return city;
    };
    const largeCity = await serve(home.cityId, home.source);
    const smallCity = await serve(small, source);
    const networkFile = path.join(home.folder, 'network.yaml');
    await writeFile(
      networkFile,
      `name: A network that is attacked
cities:
  - { id: ${home.cityId}, name: Large, country: DE, population: 500000, url: "${largeCity.message}" }
  - { id: ${small}, name: Small, country: DE, population: 20000, url: "${smallCity.message}" }
alliances:
  - { id: both, name: Both, cities: [${home.cityId}, ${small}] }
`,
    );

    async function startHub(requestsPerMinute: number): Promise<AbusedHub> {
      const file = path.join(__dirname, 'serveHubInChild.ts');
      const hub = await runChild<string>(file, [networkFile, VOCABULARY, String(requestsPerMinute)], signal);
      ends.add(() => hub.end());
      await warmUp(hub.message);
      const url = new URL(hub.message).origin;
      const client = createPost(hub.message, 1);
      ends.add(() => client.close());
      return {
        url,
        async look() {
          const [own, city] = await Promise.all([hub.ask<Load>('look'), largeCity.ask<Load>('look')]);
          const database = (cpuTime(home.postgres) ?? NaN) / 1000;
          return { hub: own.cpuUs / 1000, city: city.cpuUs / 1000, database, longestHold: own.longestHoldMs };
        },
        async becomeWell() {
          const until = performance.now() + MAX_RECOVERY_MS;
          const query = `{ experts(concepts: ["${inventedTerms.at(-1)!.concept}"]) { coverage { complete } } }`;
          while (!(await client.post(JSON.stringify({ query }))).includes('"complete":true')) {
            if (performance.now() > until) throw new Error('A city was too busy, and it is still not asked again.');
            await sleep(250);
          }
        },
        end: () => hub.end(),
      };
    }

    const concepts = inventedTerms.map(({ concept }) => concept);
    return { large: home.cityId, small, concepts, topConcepts: await listTopConcepts(), startHub, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function warmUp(url: string): Promise<void> {
  const client = createPost(url, 1);
  try {
    let answer = '';
    for (let run = 0; run < WARM_UP; run++) {
      const { concept } = inventedTerms[run % inventedTerms.length]!;
      const query = `query W${run} { experts(concepts: ["${concept}"]) { totalCount nodes { id name } } }`;
      answer = await client.post(JSON.stringify({ query }));
    }
    // The first ones can take too long on a busy machine.
    if (answer.includes('"errors"')) throw new Error(`To a search as anybody makes it the hub says: ${answer}`);
  } finally {
    await client.close();
  }
}

async function listTopConcepts(): Promise<readonly string[]> {
  const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
  const all = vocabulary.complete('', { first: Infinity });
  return all.filter(({ broader }) => broader.length === 0).map(({ id }) => id);
}
