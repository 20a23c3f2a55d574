import { startKeyServer } from '../../subgraphs/city/auth/test/startKeyServer';
import { MEMBER, payloadFor, TestKey } from '../../subgraphs/city/auth/test/TestKey';
import type { Answer, TestCity } from '../database/openTestCity';
import { openTestCity } from '../database/openTestCity';
import { serveCity } from '../database/serveCity';

/** Stands in every text of a record that only members may see, and in no other. */
export const MEMBERS_ONLY = 'Membersonly';
/** Stands in every text of a record that nobody outside may see, and in no other. */
export const NEVER_LEAVES = 'Neverleaves';

export const sections = ['PUBLIC', 'NETWORK', 'INTERNAL'] as const;
const marks = { PUBLIC: 'Open', NETWORK: MEMBERS_ONLY, INTERNAL: NEVER_LEAVES } as const;
/** The language of the staff of a section, which no other has. */
export const languages = { PUBLIC: 'de', NETWORK: 'sv', INTERNAL: 'fi' } as const;

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** Null where the answer is no JSON. */
  readonly json: Answer;
}

export interface GuardedCity {
  readonly key: TestKey;
  readonly database: TestCity;
  readonly url: string;
  /** Where the keys of its hub are. */
  readonly jwks: string;
  /** Sends anything: the token, when there is one, goes into `Authorization` as it is. */
  send(token: string | null, body: unknown, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
  asStranger(query: string, variables?: object): Promise<HttpAnswer>;
  asMember(query: string, variables?: object): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/**
 * The city gera as it is served to a hub, with signed calls and a PostgreSQL of its own. Of each kind it has a record
 * with the key `public`, one `network` and one `internal`, each linked with all records of the other kinds.
 */
export async function startGuardedCity(): Promise<GuardedCity> {
  const database = await openTestCity('gera');
  await fill(database);
  const key = await TestKey.create('hub');
  const keyServer = await startKeyServer(key.publicJwk);
  const trust = { kind: 'signed', jwks: keyServer.url, issuer: 'hanse-hub' } as const;
  const server = await serveCity(database.databaseUrl, { trust });

  const send: GuardedCity['send'] = async (token, body, headers = {}) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: token }),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, json: parseJson(text) };
  };
  const ask = async (viewer: object, query: string, variables: object = {}): Promise<HttpAnswer> =>
    send(`Bearer ${await key.sign(payloadFor('gera', { viewer }))}`, { query, variables });

  return {
    key,
    database,
    url: server.url,
    jwks: keyServer.url,
    send,
    asStranger: (query, variables) => ask({ anonymous: true }, query, variables),
    asMember: (query, variables) => ask(MEMBER, query, variables),
    async close() {
      await server.close();
      await keyServer.close();
      await database.close();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

async function fill(city: TestCity): Promise<void> {
  await city.insert('city', { id: 'gera' });
  await city.insert('topic', { key: 't' });
  await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:housing', match: 'EXACT_MATCH' });
  for (const visibility of sections) {
    const key = visibility.toLowerCase();
    const mark = marks[visibility];
    const additional = [{ name: 'note', label: mark, value: mark }];
    await city.insert('staff', {
      ...{ key, visibility, additional, name: `Ada ${mark}`, role: `${mark} role`, department: `${mark} department` },
      languages: [languages[visibility]],
      ...{ email: `${mark}@gera.example`, phone: mark, url: `https://${mark}.example`, source: `${mark} report` },
    });
    await city.insert('programme', {
      ...{ key, visibility, additional, title: `Plan ${mark}`, summary: `About ${mark}`, source: `${mark} report` },
      ...{ status: mark === 'Open' ? 'ACTIVE' : 'PLANNED' },
    });
    await city.insert('programme_topic', { programme_key: key, topic_key: 't' });
    await city.insert('programme_partner', { programme_key: key, ordinal: 1, name: `${mark} partner`, kind: 'NGO' });
    await city.insert('exchange', { key, visibility, title: `Visit ${mark}`, summary: `${mark} trip` });
    await city.insert('exchange_topic', { exchange_key: key, topic_key: 't' });
    await city.insert('need', { key, visibility, title: `Need ${mark}`, summary: `${mark} wanted` });
    await city.insert('need_topic', { need_key: key, topic_key: 't' });
    await city.insert('offer', { key, visibility, title: `Offer ${mark}`, summary: `${mark} offered` });
    await city.insert('offer_topic', { offer_key: key, topic_key: 't' });
  }
  for (const one of sections) {
    for (const other of sections) {
      const [from, to] = [one.toLowerCase(), other.toLowerCase()];
      await city.insert('experience', {
        ...{ key: `${from}-${to}`, staff_key: from, topic_key: 't', programme_key: to },
        summary: `${marks[one]} work`,
      });
      await city.insert('programme_staff', { programme_key: from, staff_key: to });
      await city.insert('exchange_programme', { exchange_key: from, programme_key: to });
    }
  }
}
