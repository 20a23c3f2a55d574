import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { parseHubConfig } from '../../gateway/config';
import { createHub } from '../../gateway/createHub';
import type { Hub } from '../../gateway/createHub';
import { startDemoIssuer } from '../../gateway/demo/startDemoIssuer';
import type { DemoIssuer } from '../../gateway/demo/startDemoIssuer';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startRedis } from './startRedis';
import type { TestRedis } from './startRedis';
import { until } from '../until';

const redisServer = findProgram('REDIS_SERVER', 'redis-server');
const advice = 'redis-server: install it, or name one in REDIS_SERVER';

const PASSWORD = 'a-password-for-nobody-else';
const LIMIT = 3;

describeWith(redisServer, advice, 'hubs that count requests in Redis', (executable) => {
  let folder: string;
  let port: number;
  let redis: TestRedis;
  let watcher: Redis;
  let issuer: DemoIssuer;
  let hubs: Hub[];
  let one: Hub;
  let two: Hub;
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => log.push(JSON.parse(line)) });
  const told = (words: string): readonly unknown[] => log.filter(({ msg }) => String(msg).includes(words));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hanse-redis-'));
    writeFileSync(join(folder, 'network.yaml'), 'name: Test network\ncities: []\n');
    port = await findFreePort();
    redis = await startRedis(executable, port, PASSWORD);
    watcher = new Redis({ port, password: PASSWORD, retryStrategy: () => 20 });
    watcher.on('error', () => undefined);
    issuer = await startDemoIssuer();
    hubs = [];
    one = await startHub();
    two = await startHub();
  });

  afterAll(async () => {
    await Promise.all(hubs.map((hub) => hub.close()));
    await issuer.close();
    watcher.disconnect();
    await redis.kill();
    rmSync(folder, { recursive: true });
  });

  async function startHub(password = PASSWORD, redisPort = port, limit = LIMIT): Promise<Hub> {
    const config = parseHubConfig({
      HANSE_NETWORK: join(folder, 'network.yaml'),
      PORT: '0',
      HANSE_RATE_LIMIT_REDIS: `redis://:${password}@127.0.0.1:${redisPort}`,
      HANSE_PSEUDONYM_SECRET: 'a secret that all the hubs of a network share',
      HANSE_REQUESTS_PER_MINUTE: String(limit),
      HANSE_TRUSTED_PROXIES: '127.0.0.1',
      METRICS_PORT: '0',
    });
    const hub = await createHub({ ...config, signIn: issuer.signIn }, logger);
    hubs.push(hub);
    return hub;
  }

  async function ask(hub: Hub, headers: Record<string, string>): Promise<number> {
    const url = `${hub.url}/graphql?query={__typename}`;
    return (await fetch(url, { headers: { 'content-type': 'application/json', ...headers } })).status;
  }
  async function isLost(hub: Hub): Promise<number> {
    const figures = await (await fetch(hub.metricsUrl!)).text();
    return Number(/^hanse_hub_redis_lost (\d)$/m.exec(figures)?.[1]);
  }
  async function askFrom(address: string, ...asked: readonly Hub[]): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const hub of asked) statuses.push(await ask(hub, { 'x-forwarded-for': address }));
    return statuses;
  }

  test('share one limit for each address and each member', async () => {
    expect(await askFrom('192.0.2.1', one, two, one, two, one)).toEqual([200, 200, 200, 429, 429]);
    expect(await askFrom('192.0.2.2', two)).toEqual([200]);
    const headers = { authorization: `Bearer ${await issuer.createToken('musterstadt')}` };
    const asked = [one, two, two, one].map(async (hub) => await ask(hub, headers));
    expect((await Promise.all(asked)).sort()).toEqual([200, 200, 200, 429]);
  });

  test('tell Redis pseudonyms alone, which it forgets', async () => {
    const keys = await watcher.keys('*');
    expect(keys).toHaveLength(3);
    for (const key of keys) {
      expect(key).toMatch(/^hanse:requests:(address|member):[\w-]{43}$/);
      expect(await watcher.pttl(key)).toBeGreaterThan(0);
    }
  });

  test('OPS-130 go on by themselves while Redis does not answer, or is gone, say so once, and share again when it is back', async () => {
    expect(await isLost(one)).toBe(0);
    redis.signal('SIGSTOP');
    const startedAt = performance.now();
    expect(await askFrom('192.0.2.3', one, one, one, one, two)).toEqual([200, 200, 200, 429, 200]);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    redis.signal('SIGCONT');
    await redis.kill();
    expect(await askFrom('192.0.2.4', one, two, one, two, one, one)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(told('this hub limits requests by itself')).toEqual([
      expect.objectContaining({ level: 40, redis: `127.0.0.1:${port}`, reason: expect.stringMatching(/\w/) }),
      expect.objectContaining({ level: 40, redis: `127.0.0.1:${port}`, reason: expect.stringMatching(/\w/) }),
    ]);

    expect([await isLost(one), await isLost(two)]).toEqual([1, 1]);

    redis = await startRedis(executable, port, PASSWORD);
    for (let i = 0; told('Redis is back').length < 2; i++) await askFrom(`198.51.100.${i % 250}`, one, two);
    expect(await askFrom('192.0.2.5', one, two, one, two)).toEqual([200, 200, 200, 429]);
    expect([await isLost(one), await isLost(two)]).toEqual([0, 0]);
  });

  test('start and answer without Redis, or with a wrong password, which no log tells', async () => {
    for (const [password, at, reason] of [
      [PASSWORD, await findFreePort(), /ECONNREFUSED/],
      ['another-password', port, /WRONGPASS/],
    ] as const) {
      log.length = 0;
      const hub = await startHub(password, at);
      expect(await askFrom('192.0.2.6', hub, hub, hub, hub)).toEqual([200, 200, 200, 429]);
      expect(told('this hub limits requests by itself')).toMatchObject([{ reason: expect.stringMatching(reason) }]);
      expect(JSON.stringify(log)).not.toContain(password);
    }
  });

  test('OPS-135 share what each request costs, however it was spread over them', async () => {
    const limit = 1_000;
    const three = await startHub(PASSWORD, port, limit);
    const four = await startHub(PASSWORD, port, limit);
    const searches = Array.from({ length: 20 }, (_, i) => `s${i}: experts(text: "housing ${i}") { totalCount }`);
    const left: number[] = [];
    for (const hub of [three, four, three, four]) {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.7' },
        body: JSON.stringify({ query: `{ ${searches.join(' ')} }` }),
      });
      expect(response.status).toBe(200);
      left.push(Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]));
    }
    // Each costs more than the one point of a request, and a hub that counted alone would not know of the other's.
    for (const [at, now] of left.entries()) expect(now).toBeLessThan((left[at - 1] ?? limit) - 1);
  });

  test('take their connections along when they end', async () => {
    const clients = async (): Promise<number> =>
      String(await watcher.client('LIST'))
        .trim()
        .split('\n').length;
    await Promise.all(hubs.slice(2).map((hub) => hub.close()));
    const before = await clients();
    await Promise.all([one.close(), two.close()]);
    await until('both connections are gone', async () => (await clients()) <= before - 2);
  });
});
