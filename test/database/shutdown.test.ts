import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { CityServer } from '../../subgraphs/city/serve/createCityServer';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';
import { until } from '../until';
import { serveCity } from './serveCity';

let city: TestCity;
beforeEach(async () => {
  city = await openTestCity('gera');
  await city.insert('staff', { key: '1', name: 'Ada' });
});
afterEach(() => city.close());

const serve = (graceMs: number): Promise<CityServer> => serveCity(city.databaseUrl, { operations: { graceMs } });

const body = JSON.stringify({
  query: '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:1" }]) { ... on Staff { name } } }',
});

/** Asks as the hub does, on connections that are kept, until the server takes no more; gives what became
 * of each request: `answered`, `refused`, or what went wrong. */
async function askUntilRefused(origin: string, onAnswer: () => void): Promise<string[]> {
  const pool = new Pool(origin, { connections: 1 });
  const results: string[] = [];
  while (results.at(-1) !== 'refused') {
    try {
      const response = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await response.body.text();
      onAnswer();
      results.push(response.statusCode === 200 && text.includes('Ada') ? 'answered' : `${response.statusCode} ${text}`);
    } catch (error) {
      const { code = '' } = error as { readonly code?: string };
      // Nothing was sent: the hub knows that the city is away, and no request is lost.
      results.push(code === 'ECONNREFUSED' ? 'refused' : String(error));
    }
  }
  await pool.destroy();
  return results;
}

describe('a city that ends under load', () => {
  it('answers every request that was sent to it, and refuses new connections', async () => {
    const server = await serve(5_000);
    const { origin } = new URL(server.url);
    let answers = 0;
    const clients = Array.from({ length: 20 }, () => askUntilRefused(origin, () => (answers += 1)));
    await until('100 answers', () => answers >= 100);
    const start = Date.now();
    await server.close();
    // Clients leave when they are told to, so that nobody waits for the whole grace.
    expect(Date.now() - start).toBeLessThan(4_000);
    const results = (await Promise.all(clients)).flat();
    expect(results.filter((result) => result === 'answered').length).toBeGreaterThanOrEqual(100);
    expect(results.filter((result) => result !== 'answered')).toEqual(Array(20).fill('refused'));
  });

  it('is not ready from the moment on, and tells clients to leave', async () => {
    const server = await serve(2_000);
    const pool = new Pool(new URL(server.url).origin, { connections: 1 });
    const get = (path: string) => pool.request({ path, method: 'GET' });
    await (await get('/health/live')).body.dump();
    const closed = server.close();
    await sleep(50);
    const ready = await get('/health/ready');
    expect([ready.statusCode, await ready.body.json(), ready.headers.connection]).toEqual([
      503,
      { status: 'ending' },
      'close',
    ]);
    await closed;
    await pool.destroy();
  });

  it('does not wait for clients that stay longer than the grace', async () => {
    const server = await serve(200);
    const pool = new Pool(new URL(server.url).origin, { connections: 1 });
    await (await pool.request({ path: '/health/live', method: 'GET' })).body.dump();
    const start = Date.now();
    await server.close();
    expect(Date.now() - start).toBeLessThan(1_500);
    await pool.destroy();
  });
});
