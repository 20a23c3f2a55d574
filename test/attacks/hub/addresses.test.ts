import dns from 'node:dns';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { createCityClient } from '../../../gateway/cities/createCityClient';
import { lookupPublic } from '../../../gateway/cities/transport/addressRules';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';
import { createSignIn } from '../../../gateway/front/sign-in/createSignIn';
import { ProviderUnavailableError } from '../../../gateway/front/sign-in/findProviderKeys';
import { startCanary } from './startCanary';
import type { Canary } from './startCanary';
import { startProvider } from './startProvider';
import { queryHub } from '../../network/queryHub';

// Attacks by addresses (SSRF): somebody writes down where a city or its keys are, and the hub is to go somewhere else.

const logger = pino({ level: 'silent' });
let folder: string;
let canary: Canary;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-addresses-'));
  canary = await startCanary();
});
afterAll(async () => {
  await canary.close();
  rmSync(folder, { recursive: true });
});
/** What a test started. */
const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const started of running.splice(0)) await started.close();
});

/** What a hub that reads of cities at these addresses tells of each. */
async function statusOf(urls: readonly string[], environment: Record<string, string>): Promise<Map<string, unknown>> {
  const file = join(folder, 'network.yaml');
  const cities = urls.map((url, at) => ({ id: `city-${at}`, name: url, country: 'DE', url }));
  writeFileSync(file, stringify({ name: 'Invented', cities }));
  const hub = await createHub(
    parseHubConfig({ HANSE_NETWORK: file, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false', ...environment }),
    logger,
  );
  try {
    await hub.ready;
    const query = '{ cities(first: 100) { nodes { name status statusReason staff { totalCount } } } }';
    const { data } = (await queryHub(hub.url, query)) as { data: { cities: { nodes: { name: string }[] } } };
    return new Map(data.cities.nodes.map(({ name, ...told }) => [name, told]));
  } finally {
    await hub.close();
  }
}

const notPublic = { status: 'UNREACHABLE', statusReason: 'Its address is not a public one.', staff: null };

describe('a city', () => {
  const table: readonly (readonly [string, (port: number) => readonly string[]])[] = [
    [
      'HUB-121 is said to be on the hub’s own machine',
      (port) => ['127.0.0.1', '127.9.9.9', '0.0.0.0', '[::1]', '[::]'].map((host) => `http://${host}:${port}/graphql`),
    ],
    [
      'HUB-122 is said to be on the hub’s own machine, in numbers that do not look like it',
      (port) =>
        ['2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '127.1', '127.0.1', '017700000001', '0', '127.0.0.1.'].map(
          (host) => `http://${host}:${port}/graphql`,
        ),
    ],
    [
      'HUB-123 is said to be on the hub’s own machine, in IPv6 that stands for IPv4',
      (port) =>
        [
          '[::ffff:127.0.0.1]',
          '[::ffff:7f00:1]',
          '[::127.0.0.1]',
          '[64:ff9b::7f00:1]',
          '[2002:7f00:1::]',
          '[0:0:0:0:0:ffff:127.0.0.1]',
        ].map((host) => `http://${host}:${port}/graphql`),
    ],
    [
      'HUB-124 is said to be where a cloud tells its machines their secrets',
      () => [
        'http://169.254.169.254/latest/meta-data/',
        'http://[fd00:ec2::254]/latest/meta-data/',
        'http://100.100.100.200/latest/meta-data/',
        'http://[::ffff:169.254.169.254]/',
        'http://2852039166/',
      ],
    ],
    [
      'HUB-125 is said to be in the network around the hub',
      () =>
        [
          '10.0.0.1',
          '172.16.0.1',
          '192.168.1.1',
          '100.64.0.1',
          '[fe80::1]',
          '[fc00::1]',
          '224.0.0.1',
          '255.255.255.255',
        ].map((host) => `http://${host}/graphql`),
    ],
    [
      'HUB-126 has a name that stands for the hub’s own machine',
      (port) => ['localhost', 'LOCALHOST'].map((host) => `http://${host}:${port}/graphql`),
    ],
  ];

  let told: Map<string, unknown>;
  beforeAll(async () => {
    const urls = table.flatMap(([, urlsAt]) => urlsAt(canary.port));
    told = await statusOf(urls, { HANSE_CITIES_PUBLIC_ONLY: 'true' });
  });

  test.each(table)('%s', (_name, urlsAt) => {
    for (const url of urlsAt(canary.port)) expect([url, told.get(url)]).toEqual([url, notPublic]);
    expect(canary.heard).toEqual([]);
  });

  test('HUB-127 has a name that stands for a public address, and for the hub’s own machine a moment later', async () => {
    const answers = ['193.99.144.85', '127.0.0.1'];
    const asked: string[] = [];
    jest.spyOn(dns, 'lookup').mockImplementation(((
      name: string,
      _options: unknown,
      done: (error: null, all: unknown) => void,
    ) => {
      asked.push(name);
      done(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]);
    }) as unknown as typeof dns.lookup);
    const find = (): Promise<unknown> =>
      new Promise((resolve) => {
        lookupPublic('rebound.example', {}, (error, address) => {
          resolve(error ?? address);
        });
      });
    // What was checked is what is connected to: between the two, nobody is asked again.
    expect(await find()).toBe('193.99.144.85');
    expect(asked).toHaveLength(1);

    const client = createCityClient({
      maxAnswerBytes: 1_000,
      addresses: { httpsOnly: false, publicOnly: true },
      sign: () => Promise.resolve('token'),
      logger,
    });
    running.push(client);
    const city = { id: 'rebound', url: `http://rebound.example:${canary.port}/graphql` };
    const call = { signal: AbortSignal.timeout(5_000), viewer: { anonymous: true } } as const;
    expect(await client.ask(city, { query: '{ __typename }', variables: {} }, call)).toMatchObject({
      status: 'UNREACHABLE',
      message: notPublic.statusReason,
    });
    expect(asked).toEqual(['rebound.example', 'rebound.example']);
    expect(canary.heard).toEqual([]);
  });

  test('HUB-128 has a name with several addresses, of which one is not public', async () => {
    for (const addresses of [
      ['193.99.144.85', '127.0.0.1'],
      ['127.0.0.1', '193.99.144.85'],
      ['193.99.144.85', '::1'],
      [],
    ]) {
      jest.spyOn(dns, 'lookup').mockImplementation(((
        _name: string,
        _options: unknown,
        done: (error: null, all: unknown) => void,
      ) => {
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      }) as unknown as typeof dns.lookup);
      for (const all of [true, false]) {
        const found = await new Promise((resolve) => {
          lookupPublic('several.example', { all }, (error) => {
            resolve(error);
          });
        });
        expect(found).toMatchObject({ message: notPublic.statusReason });
      }
    }
  });

  test('HUB-129 sends the hub elsewhere by a redirect', async () => {
    const server = await listen(
      createServer((request, response) => {
        const location = `http://127.0.0.1:${canary.port}/graphql`;
        response.writeHead(Number(request.url?.slice(1)), { location }).end();
      }),
    );
    const statuses = [301, 302, 303, 307, 308];
    const places = await statusOf(
      statuses.map((status) => `${server.origin}/${status}`),
      {},
    );
    for (const status of statuses) {
      expect(places.get(`${server.origin}/${status}`)).toEqual({
        status: 'QUARANTINED',
        statusReason: expect.stringContaining(`sent the hub elsewhere (HTTP ${status})`),
        staff: null,
      });
    }
    expect(canary.heard).toEqual([]);
  });

  test('HUB-130 has an address that is none of the web', async () => {
    for (const url of [
      ...[
        'file:///etc/passwd',
        'gopher://127.0.0.1:6379/_FLUSHALL',
        'ftp://127.0.0.1/',
        'data:application/json,{}',
        'dict://127.0.0.1/',
      ],
      ...[
        'javascript:alert(1)',
        'unix:/var/run/docker.sock',
        '//127.0.0.1/graphql',
        '/graphql',
        'ws://127.0.0.1/',
        'http://',
        'blob:http://127.0.0.1/',
      ],
    ]) {
      await expect(statusOf([url], {})).rejects.toThrow(/network\.yaml:\d+.*(http:\/\/ or https:\/\/)/s);
    }
  });

  test('HUB-131 is to be asked without TLS, where the hub is bound to it', async () => {
    const url = `http://127.0.0.1:${canary.port}/graphql`;
    const places = await statusOf([url], { HANSE_CITIES_HTTPS_ONLY: 'true' });
    const statusReason = 'Its address is not one with https.';
    expect(places.get(url)).toEqual({ status: 'UNREACHABLE', statusReason, staff: null });
    expect(canary.heard).toEqual([]);
  });
});

describe('a city whose address is without TLS', () => {
  test('HUB-287 is asked nothing, unless the operator decides otherwise', async () => {
    const url = `http://127.0.0.1:${canary.port}/graphql`;
    const refused = { status: 'UNREACHABLE', statusReason: 'Its address is not one with https.', staff: null };
    const asSet = await statusOf([url], { HANSE_CITIES_HTTPS_ONLY: '' });
    expect(asSet.get(url)).toEqual(refused);
    expect(canary.heard).toEqual([]);
    expect(parseHubConfig({ HANSE_NETWORK: 'network.yaml' }).addresses.httpsOnly).toBe(true);
    // The demo's cities are on this machine.
    expect(parseHubConfig({}).addresses.httpsOnly).toBe(false);
  });

  test('HUB-288 is told in the log each time that the hub starts or the network changes', async () => {
    const file = join(folder, 'plain.yaml');
    const entry = (id: string, url: string) => ({ id, name: id, country: 'DE', url });
    const write = (...cities: object[]): void => {
      writeFileSync(file, stringify({ name: 'Invented', cities }));
    };
    const safe = [entry('safe', 'https://safe.example/graphql'), entry('here', 'http://127.0.0.1:1/graphql')];
    write(...safe, entry('plain', 'http://plain.example/graphql'));
    const log: string[] = [];
    const told = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) });
    const warnings = (): unknown[] =>
      log
        .map((line) => JSON.parse(line) as { readonly msg: string; readonly cities?: unknown })
        .filter(({ msg }) => /HANSE_CITIES_HTTPS_ONLY is false: WHOEVER STANDS BETWEEN/.test(msg))
        .map(({ cities }) => cities);
    const environment = { HANSE_NETWORK: file, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' };
    const hub = await createHub(parseHubConfig(environment), told);
    running.push(hub);
    expect(warnings()).toEqual([['plain']]);
    write(...safe, entry('other', 'http://other.example/graphql'));
    await hub.reload();
    expect(warnings()).toEqual([['plain'], ['other']]);
  });
});

describe('the sign-in service', () => {
  test('HUB-132 names keys that lie elsewhere', async () => {
    const provider = await startProvider();
    running.push(provider);
    const token = await provider.sign();
    for (const address of [
      ...[
        `http://127.0.0.1:${canary.port}/keys`,
        `http://localhost:${canary.port}/keys`,
        'http://169.254.169.254/keys',
      ],
      ...['file:///etc/passwd', 'data:application/json,{"keys":[]}', `${provider.url}@127.0.0.1:${canary.port}/keys`],
    ]) {
      provider.metadata = { issuer: provider.url, jwks_uri: address };
      await expect(createSignIn(provider.signIn)(`Bearer ${token}`)).rejects.toThrow(ProviderUnavailableError);
    }
    provider.metadata = undefined;
    expect(await createSignIn(provider.signIn)(`Bearer ${token}`)).toMatchObject({ anonymous: false });
    expect(canary.heard).toEqual([]);
  });

  test('HUB-133 sends the hub elsewhere by a redirect, for what it says of itself or for its keys', async () => {
    for (const redirected of ['/.well-known/openid-configuration', '/jwks']) {
      let issuer = '';
      const server = await listen(
        createServer((request, response) => {
          if (request.url === redirected)
            response.writeHead(302, { location: `http://127.0.0.1:${canary.port}/` }).end();
          else response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }));
        }),
      );
      issuer = server.origin;
      const provider = await startProvider();
      running.push(provider);
      const token = await provider.sign({ iss: issuer });
      await expect(createSignIn({ ...provider.signIn, issuer })(`Bearer ${token}`)).rejects.toThrow(
        ProviderUnavailableError,
      );
    }
    expect(canary.heard).toEqual([]);
  });

  test('HUB-134 is to be asked without TLS, elsewhere than on the hub’s own machine', () => {
    for (const issuer of [
      'http://issuer.example',
      'http://127.0.0.1.evil.example',
      'ftp://127.0.0.1',
      'http://localhost.evil.example',
    ]) {
      for (const name of ['HANSE_OIDC_ISSUER', 'HANSE_OIDC_JWKS_URI']) {
        expect(() =>
          parseHubConfig({
            HANSE_NETWORK: 'network.yaml',
            HANSE_OIDC_ISSUER: 'https://issuer.example',
            HANSE_OIDC_AUDIENCE: 'hub',
            HANSE_PSEUDONYM_SECRET: 'x'.repeat(32),
            [name]: issuer,
          }),
        ).toThrow(`${name} must be an address with https`);
      }
    }
  });
});

async function listen(server: Server): Promise<{ readonly origin: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  });
  return { origin };
}
