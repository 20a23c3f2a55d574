import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import type { HubConfig } from '../../../gateway/config';
import type { LimitsConfig } from '../../../gateway/front/limits/LimitsConfig';
import { housingVocabulary } from '../../network/housingVocabulary';
import { lines } from '../../network/inventedCity';
import { startNetwork } from '../../network/startNetwork';
import type { Answer, TestNetwork } from '../../network/startNetwork';
import { MEMBERS_ONLY, NEVER_LEAVES } from '../startGuardedCity';
import { startProvider } from './startProvider';
import type { Provider } from './startProvider';
import { onConnection } from '../../postgres/onConnection';

/** A hub as it runs in production, its sign-in service, and two invented cities behind it, all over HTTP. */
export interface AttackedHub {
  readonly url: string;
  readonly port: number;
  readonly network: TestNetwork;
  readonly provider: Provider;
  /** Lines that the hub wrote to its log, `debug` included. */
  readonly log: string[];
  /** The token of somebody who signed in. */
  readonly member: string;
  /** Sends JSON to `/graphql`. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<HubAnswer>;
  /** Requests that went from the hub to its cities while something ran. */
  callsDuring(run: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

export interface HubAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null where the answer is no JSON. */
  readonly json: Answer;
  readonly tookMs: number;
}

/** Of the limits of production, how often somebody may ask is the one that the tests themselves would meet. */
export function productionLimits(environment: Readonly<Record<string, string>> = {}): LimitsConfig {
  return parseHubConfig({
    HANSE_NETWORK: 'network.yaml',
    HANSE_INTROSPECTION: 'false',
    HANSE_REQUESTS_PER_MINUTE: '0',
    ...environment,
  }).limits;
}

/** Stands in no record, and no record stands for it. */
export const HIDDEN = new RegExp(`${MEMBERS_ONLY}|${NEVER_LEAVES}|:network"|:internal"`, 'i');

export async function startAttackedHub(config: Partial<HubConfig> = {}): Promise<AttackedHub> {
  const log: string[] = [];
  const provider = await startProvider();
  const network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: [
        { id: 'musterstadt', name: 'Musterstadt', country: 'DE' },
        { id: 'voorbeeldstad', name: 'Voorbeeldstad', country: 'NL' },
      ],
      alliances: [{ id: 'invented', name: 'Invented', cities: ['musterstadt', 'voorbeeldstad'] }],
    },
    content: { musterstadt: contentOf('musterstadt'), voorbeeldstad: contentOf('voorbeeldstad') },
    config: {
      limits: productionLimits(),
      signIn: provider.signIn,
      ...config,
    },
    logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
  }).catch(async (error: unknown) => {
    await provider.close();
    throw error;
  });
  await Promise.all(['musterstadt', 'voorbeeldstad'].map((id) => publishEarlier(network.city(id).databaseUrl)));
  const { url } = network.hub;
  return {
    ...{ url, port: Number(new URL(url).port), network, provider, log },
    member: await provider.sign({ exp: Math.floor(Date.now() / 1_000) + 600 }),
    async post(body, headers = {}) {
      const startedAt = performance.now();
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      const tookMs = performance.now() - startedAt;
      return { status: response.status, headers: response.headers, text, json: parseJson(text), tookMs };
    },
    async callsDuring(run) {
      const calls = (): number =>
        ['musterstadt', 'voorbeeldstad'].reduce((sum, id) => sum + network.city(id).wire.requests.length, 0);
      const before = calls();
      await run();
      return calls() - before;
    },
    async close() {
      await network.close();
      await provider.close();
    },
  };
}

/**
 * Makes a city's records an hour old: `changes` tells of them half a minute after an import, and so neither at the start of a
 * test nor at its end, but from a moment in between.
 */
async function publishEarlier(databaseUrl: string): Promise<void> {
  const earlier = (column: string): string => `${column} = ${column} - interval '1 hour'`;
  const records = ['staff', 'topic', 'programme', 'exchange', 'need', 'offer'];
  const times = ['published_at', 'public_since', 'network_since'].map(earlier).join(', ');
  await onConnection(databaseUrl, async (client) => {
    await client.query(records.map((table) => `UPDATE ${table} SET ${times};`).join('\n'));
    await client.query(`UPDATE city SET ${earlier('published_at')}`);
  });
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

function parseJson(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return null as unknown as Answer;
  }
}

/** What a spreadsheet would run, and what a browser would. The import refuses what begins with the usual `=`. */
export const FORMULAS = ['＝1+1', '+1+1', '-1+1', '@SUM(A1)', '+HYPERLINK("https://evil.example","x")'] as const;
export const MARKUP = '<img src=x onerror=alert(1)></script><script>alert(1)</script>';

const marks = { PUBLIC: 'Open', NETWORK: MEMBERS_ONLY, INTERNAL: NEVER_LEAVES };

/** Of each kind, a record in each section, and in the open ones what is meant to break out of where it is shown. */
function contentOf(id: string): Record<string, string> {
  const each = (row: (mark: string, key: string, visibility: string) => string): string[] =>
    Object.entries(marks).map(([visibility, mark]) => row(mark, visibility.toLowerCase(), visibility));
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return {
    'city.yaml': `id: ${id}\nname: ${id}\nlanguage: en\n`,
    'topics.csv': lines('key,label_en,exact_match', 'plans,Our plans,concept:housing', 'secret,More,concept:parks'),
    'staff.csv': lines(
      'key,kind,name,role,languages,visibility',
      ...each((mark, key, visibility) => `${key},POST,Post ${mark},${mark} role,en,${visibility}`),
      ...FORMULAS.map((formula, at) => `formula-${at},POST,${quoted(formula)},${quoted(MARKUP)},en,PUBLIC`),
    ),
    'programmes.csv': lines(
      'key,title,summary,good_practice,topics,staff,visibility',
      ...each(
        (mark, key, visibility) => `${key},Plan ${mark},${mark} plan,true,plans,public|network|internal,${visibility}`,
      ),
    ),
    'experiences.csv': lines(
      'key,staff,topic,programme,role,since,summary',
      ...each((mark, key) => `${key},${key},plans,${key},LED,2020,${mark} work`),
      ...FORMULAS.map((formula, at) => `formula-${at},formula-${at},plans,,LED,2020,${quoted(formula)}`),
      'secret,internal,secret,,LED,2020,',
    ),
    'exchanges.csv': lines(
      'key,kind,title,participants_approximate,host,topics,programmes,visibility',
      ...each(
        (mark, key, visibility) =>
          `${key},STUDY_VISIT,Visit ${mark},false,${id},plans,public|network|internal,${visibility}`,
      ),
    ),
    'needs.csv': lines(
      'key,title,topics,visibility',
      ...each((mark, key, visibility) => `${key},Need ${mark},plans,${visibility}`),
    ),
    'offers.csv': lines(
      'key,kind,title,topics,visibility',
      ...each((mark, key, visibility) => `${key},VISIT,Offer ${mark},plans,${visibility}`),
    ),
  };
}
