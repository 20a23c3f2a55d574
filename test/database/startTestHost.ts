import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startKeyServer } from '../../subgraphs/city/auth/test/startKeyServer';
import { payloadFor, TestKey } from '../../subgraphs/city/auth/test/TestKey';
import { createHost } from '../../subgraphs/city/host/createHost';
import type { CityHost } from '../../subgraphs/city/host/createHost';
import { parseHostConfig } from '../../subgraphs/city/host/HostConfig';
import type { Answer } from './openTestCity';

type Settings = Readonly<Record<string, string>>;
type LogLine = Readonly<Record<string, unknown>>;

/** How a question is put to a host. */
interface Asked {
  /** As it is sent, whatever it is. Left out: that of the city. */
  readonly path?: string;
  /** The `Host` header. */
  readonly host?: string;
  /** For which city the token is. Left out: for the city that is asked; null sends none. */
  readonly tokenFor?: string | null;
  readonly viewer?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answered {
  readonly status: number;
  readonly text: string;
  /** Null where the answer is no JSON. */
  readonly json: Answer;
}

/** A host of cities on a folder of its own, asked as the hub asks. */
export interface TestHost {
  readonly folder: string;
  readonly host: CityHost;
  readonly log: readonly LogLine[];
  /** By which its cities know the hub. */
  readonly key: TestKey;
  /** Writes the settings of a city, with the keys of the test's hub unless they say others, and waits until they were tried. */
  settle(cityId: string, settings: Settings | string): Promise<void>;
  remove(cityId: string): Promise<void>;
  ask(cityId: string, query: string, asked?: Asked): Promise<Answered>;
  send(path: string, headers?: Readonly<Record<string, string>>, body?: string): Promise<Answered>;
  close(): Promise<void>;
}

/** @param env settings of the host, beside those that a test needs */
export async function startTestHost(cities: Readonly<Record<string, Settings>>, env: Settings = {}): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'cities-'));
  const key = await TestKey.create('hub');
  const keyServer = await startKeyServer(key.publicJwk);
  const write = (cityId: string, settings: Settings | string): void => {
    mkdirSync(join(folder, cityId), { recursive: true });
    const lines = Object.entries({ CITY_ID: cityId, ...(settings as Settings) }).map(
      ([name, value]) => `${name}=${value}`,
    );
    writeFileSync(join(folder, cityId, 'city.env'), typeof settings === 'string' ? settings : lines.join('\n'));
  };
  for (const [cityId, settings] of Object.entries(cities)) write(cityId, settings);
  const log: LogLine[] = [];
  const host = await createHost(
    parseHostConfig(folder, { PORT: '0', METRICS_PORT: '0', HUB_JWKS: keyServer.url, SHUTDOWN_GRACE_MS: '0', ...env }),
    pino({}, { write: (line: string) => log.push(JSON.parse(line) as LogLine) }),
  );

  const send: TestHost['send'] = (path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(host.origin);
      // Not `fetch`, which puts paths in order and lets nobody say another host.
      const sent = request(
        { hostname, port, path, method: body === undefined ? 'GET' : 'POST', headers, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode ?? 0, text, json: parseJson(text) });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  return {
    folder,
    host,
    log,
    key,
    settle: async (cityId, settings) => {
      write(cityId, settings);
      await host.reload();
    },
    remove: async (cityId) => {
      rmSync(join(folder, cityId), { recursive: true });
      await host.reload();
    },
    ask: async (cityId, query, asked = {}) => {
      const { path = `/${cityId}/graphql`, tokenFor = cityId, viewer = { anonymous: true }, headers = {} } = asked;
      const token = tokenFor === null ? null : await key.sign(payloadFor(tokenFor, { viewer }));
      return send(
        path,
        {
          'content-type': 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(asked.host !== undefined && { host: asked.host }),
          ...headers,
        },
        JSON.stringify({ query }),
      );
    },
    send,
    async close() {
      await host.close();
      await keyServer.close();
      rmSync(folder, { recursive: true });
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
