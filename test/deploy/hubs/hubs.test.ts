import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { rotateKeys } from '../../../gateway/operator/keyFile';
import { writeRelayKey } from '../../../gateway/operator/relayKey';
import { writeRelayUsers } from '../../../gateway/operator/writeRelayUsers';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { startNats } from '../../nats/startNats';
import type { TestNats } from '../../nats/startNats';
import { housingVocabulary } from '../../network/housingVocabulary';
import { inventedCity } from '../../network/inventedCity';
import { queryHub } from '../../network/queryHub';
import { startNetwork } from '../../network/startNetwork';
import type { Answer, TestNetwork } from '../../network/startNetwork';
import { describeWith } from '../../optional/describeWith';
import { findProgram } from '../../optional/findProgram';
import { startRedis } from '../../redis/startRedis';
import type { TestRedis } from '../../redis/startRedis';
import { runCommand } from './runCommand';
import { startHaproxy, startNginx } from './startBalancer';
import type { Balancer } from './startBalancer';
import { startHubProcess } from './startHubProcess';
import type { HubProcess } from './startHubProcess';
import { Load } from './Load';

const found = {
  nats: findProgram('NATS_SERVER', 'nats-server'),
  redis: findProgram('REDIS_SERVER', 'redis-server'),
  haproxy: findProgram('HAPROXY', 'haproxy'),
  nginx: findProgram('NGINX', 'nginx'),
};
type Programs = Readonly<Record<keyof typeof found, string>>;
const programs = Object.values(found).includes(undefined) ? undefined : (found as Programs);
const advice =
  'nats-server, redis-server, haproxy or nginx: install them, or name them in NATS_SERVER, REDIS_SERVER, HAPROXY and NGINX';

const CITIES = ['ashford', 'birkdale', 'coldwell'];
const CLIENTS = 24;

describeWith(programs, advice, 'hubs behind a load balancer, with cities that dial out', (executables) => {
  let folder: string;
  let relay: TestNats;
  let redis: TestRedis;
  let network: TestNetwork;
  let settings: Record<string, string>;
  let hubs: HubProcess[];
  let balancer: Balancer;
  let keysFile: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hanse-hubs-'));
    const secretOf = (side: string): string => join(folder, `${side}.nk`);
    const hubKey = await writeRelayKey(secretOf('hub'));
    const cities = await Promise.all(
      CITIES.map(async (id) => {
        const nkeys = [await writeRelayKey(secretOf(id))];
        return { id, name: id, country: 'GB', connect: 'nats' as const, nkeys };
      }),
    );
    const users = writeRelayUsers(parseNetwork(JSON.stringify({ name: 'Test', cities }), 'network.yaml'), [hubKey]);
    relay = await startNats(executables.nats, users);
    network = await startNetwork({
      vocabulary: housingVocabulary,
      network: { cities },
      content: Object.fromEntries(CITIES.map((id) => [id, inventedCity(id, 4)])),
      relay: (side) => ({ servers: [relay.url], credentialsFile: secretOf(side) }),
    });
    const redisPort = await findFreePort();
    redis = await startRedis(executables.redis, redisPort, 'a-password-for-nobody-else');
    keysFile = network.hubConfig.signingKeysFile!;
    settings = {
      HANSE_NETWORK: network.networkFile,
      HANSE_VOCABULARY: network.hubConfig.vocabularyFile,
      HANSE_SIGNING_KEYS: keysFile,
      HANSE_CURSOR_KEYS: 'a secret of tests that seals the cursors',
      HANSE_NATS_URL: relay.url,
      HANSE_NATS_CREDENTIALS: secretOf('hub'),
      HANSE_RATE_LIMIT_REDIS: `redis://:a-password-for-nobody-else@127.0.0.1:${redisPort}`,
      HANSE_PSEUDONYM_SECRET: 'a secret that all the hubs of a network share',
      HANSE_REQUESTS_PER_MINUTE: '1000000',
      HANSE_TRUSTED_PROXIES: '127.0.0.1',
      // The machine of a test may be busy.
      HANSE_TIMEOUT_MS: '10000',
    };
  });

  afterAll(async () => {
    await network.close();
    await Promise.all([relay.kill(), redis.kill()]);
    rmSync(folder, { recursive: true });
  });

  const startHubs = async (count: number): Promise<void> => {
    hubs = await Promise.all(Array.from({ length: count }, () => startHubProcess(settings)));
  };
  const endHubs = async (): Promise<void> => {
    await balancer.kill();
    await Promise.all(hubs.map((hub) => hub.end('SIGTERM')));
  };
  const ports = (): number[] => hubs.map(({ port }) => port);
  const ask = async (document: string, url = balancer.url): Promise<Answer> =>
    (await queryHub(url, document)) as Answer;

  describe.each([2, 4])('%i hubs behind HAProxy', (count) => {
    beforeAll(async () => {
      await startHubs(count);
      balancer = await startHaproxy(executables.haproxy, ports());
    });
    afterAll(endHubs);

    test('page through one question together, since each takes the cursors of the others', async () => {
      const names: string[] = [];
      for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
        // Each page comes from another hub.
        const { url } = hubs[names.length % count]!;
        const page = `first: 1, order: TITLE, after: ${JSON.stringify(after)}`;
        const { data } = await ask(
          `{ experts(concepts: ["concept:housing"], ${page}) { nodes { name } pageInfo { endCursor hasNextPage } } }`,
          url,
        );
        names.push(...data.experts.nodes.map(({ name }: { name: string }) => name));
        ({ endCursor: after, hasNextPage } = data.experts.pageInfo);
      }
      expect(names).toEqual(
        CITIES.flatMap((id) => [1, 2, 3, 4].map((i) => `${id[0]!.toUpperCase()}${id.slice(1)} unit ${i}`)),
      );
    });

    test('count the requests of an address together', async () => {
      const left = async (hub: HubProcess): Promise<number> => {
        const { headers } = await fetch(`${hub.url}/graphql?query={__typename}`, {
          headers: { 'apollo-require-preflight': 'true', 'x-forwarded-for': '192.0.2.7' },
        });
        return Number(/;r=(\d+)/.exec(headers.get('ratelimit')!)![1]);
      };
      const counts: number[] = [];
      for (const hub of hubs) counts.push(await left(hub));
      expect(counts).toEqual(hubs.map((_, index) => counts[0]! - index));
    });

    test('take a change of the network, and a rotation of the keys, and no answer fails', async () => {
      const load = new Load(balancer.url, 4);
      const all = async (isSo: (hub: HubProcess) => Promise<boolean>): Promise<void> => {
        for (const hub of hubs) while (!(await isSo(hub))) await load.more(1);
      };
      for (let step = 1; step <= 3; step++) {
        // Cities that dial out get the keys with each call, so that nobody waits for the minutes that others keep them.
        const { keys } = await rotateKeys(keysFile, { now: Date.now() + step * 3_600_000 });
        const kids = keys.map(({ kid }) => kid).join();
        await all(async ({ url }) => {
          const published = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
          return published.keys.map(({ kid }) => kid).join() === kids;
        });
        await load.more(40);
      }
      await load.end();
      expect(load.failures).toEqual([]);

      const statusAt = async ({ url }: HubProcess): Promise<string> =>
        (await ask('{ city(id: "ashford") { status } }', url)).data.city.status as string;
      await runCommand('hub', 'registry', 'suspend', 'ashford', '--reason', 'A test', network.networkFile);
      for (const hub of hubs) while ((await statusAt(hub)) !== 'SUSPENDED');
      await runCommand('hub', 'registry', 'resume', 'ashford', network.networkFile);
      for (const hub of hubs) while ((await statusAt(hub)) !== 'ADMITTED');
    });
  });

  describe.each([
    ['HAProxy', () => startHaproxy(executables.haproxy, ports())],
    ['nginx', () => startNginx(executables.nginx, ports())],
  ] as const)('two hubs behind %s', (_, start) => {
    beforeAll(async () => {
      await startHubs(2);
      balancer = await start();
    });
    afterAll(endHubs);

    test('one that is killed while it works fails no request: they are asked again', async () => {
      const load = new Load(balancer.url, CLIENTS);
      await load.more(200);
      expect(load.underWay).toBeGreaterThan(CLIENTS / 2);
      const { port } = hubs[0]!;
      await hubs[0]!.end('SIGKILL');
      await load.more(200);
      hubs[0] = await startHubProcess(settings, port);
      await load.more(200);
      await load.end();
      expect(load.failures).toEqual([]);
    });

    test('one that is ended in order fails no request', async () => {
      const load = new Load(balancer.url, CLIENTS);
      await load.more(200);
      const { port } = hubs[0]!;
      await hubs[0]!.end('SIGTERM');
      await load.more(200);
      hubs[0] = await startHubProcess(settings, port);
      await load.more(200);
      await load.end();
      expect(load.failures).toEqual([]);
    });
  });
});
