import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createCityClient } from '../../gateway/cities/createCityClient';
import { createRelayTransport } from '../../gateway/cities/transport/createRelayTransport';
import { parseHubConfig } from '../../gateway/config';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';
import { parseCityConfig } from '../../subgraphs/city/config';
import { openRelay } from '../../subgraphs/city/serve/relay/openRelay';
import { createRelayWire } from '../../subgraphs/conformance/http/createRelayWire';
import { relayedAddress } from '../../subgraphs/contract/relay';
import type { RelayConfig } from '../../subgraphs/serving/relay/RelayConfig';
import { RelayConnection } from '../../subgraphs/serving/relay/RelayConnection';
import { createCertificate, createIssuer } from '../faults/tls/createCertificate';
import type { Issuer } from '../faults/tls/createCertificate';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startNats } from './startNats';
import type { TestNats } from './startNats';
import { until } from '../until';

const ADDRESS = '127.0.0.1';

describeWith(
  findProgram('NATS_SERVER', 'nats-server'),
  'nats-server: install it, or name one in NATS_SERVER',
  'a relay of a private authority that wants to see certificates',
  (executable) => {
    let folder: string;
    let nats: TestNats;
    let webPort: number;
    let server: Server;
    let addresses: Record<'tls' | 'wss', string>;
    const authority = createIssuer('Authority of the relay');
    const at = (name: string): string => join(folder, name);
    const log: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hanse-relay-certificates-'));
      for (const name of ['hub', 'city', 'relay']) issueFor(name, authority);
      issueFor('stranger', createIssuer('Another authority'));
      writeFileSync(at('authority.crt'), authority.cert);
      webPort = await findFreePort();
      nats = await startNats(executable, configuration());
      addresses = { tls: `tls://${ADDRESS}:${nats.port}`, wss: `wss://${ADDRESS}:${webPort}` };
      server = createServer((_, response) => {
        response.setHeader('content-type', 'application/json').end('{"data":{"__typename":"Query"}}');
      });
      await new Promise<void>((resolve) => server.listen(0, ADDRESS, resolve));
    });
    beforeEach(() => {
      log.length = 0;
    });
    afterEach(() => {
      jest.restoreAllMocks();
    });
    afterAll(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await nats.kill();
      rmSync(folder, { recursive: true });
    });

    function issueFor(name: string, issuer: Issuer): void {
      const { cert, key } = createCertificate({ address: ADDRESS, issuer });
      writeFileSync(at(`${name}.crt`), cert);
      writeFileSync(at(`${name}.key`), key);
    }

    function configuration(): string {
      const tls = `tls { cert_file: "${at('relay.crt')}", key_file: "${at('relay.key')}", ca_file: "${at('authority.crt')}", verify: true }`;
      return `${tls}\nwebsocket { listen: "${ADDRESS}:${webPort}", ${tls} }`;
    }

    function settings(prefix: string, url: string, files: Record<string, string>): Record<string, string> {
      const named = Object.entries(files).map(([part, name]) => [`${prefix}_TLS_${part}`, at(name)]);
      return { [`${prefix}_URL`]: url, ...(Object.fromEntries(named) as Record<string, string>) };
    }
    const filesOf = (name: string) => ({ CA: 'authority.crt', CERT: `${name}.crt`, KEY: `${name}.key` });

    function asHub(url: string, files: Record<string, string> = filesOf('hub')): RelayConfig {
      return parseHubConfig({ HANSE_NETWORK: 'network.yaml', ...settings('HANSE_NATS', url, files) }).relay!;
    }
    function asCity(url: string, files: Record<string, string> = filesOf('city')): RelayConfig {
      const others = { CITY_ID: 'gera', DATABASE_URL: 'postgres://localhost/gera', HUB_JWKS: '/keys.json' };
      return parseCityConfig({ ...others, ...settings('CITY_NATS', url, files) }).relay!;
    }

    function dialOut(url: string): ReturnType<typeof openRelay> {
      const own = `http://${ADDRESS}:${(server.address() as AddressInfo).port}/graphql`;
      return openRelay(asCity(url), { cityId: 'gera', url: own, hubKeys: null, logger });
    }

    /** What is told of a relay to which there is no way. */
    async function reasonFor(config: RelayConfig): Promise<string> {
      const connection = new RelayConnection(config, { name: 'test', subscriptions: [], logger });
      await connection.tried;
      expect(connection.isUp).toBe(false);
      await connection.close();
      return (JSON.parse(log[0]!) as { readonly reason: string }).reason;
    }

    test.each(['tls', 'wss'] as const)(
      'HUB-492 hub and city show it theirs over %s, and take renewed ones when they connect again, without a restart',
      async (way) => {
        const url = addresses[way];
        const relay = createRelayTransport({ config: asHub(url), keys: () => Promise.resolve('keys'), logger });
        const client = createCityClient({
          ...{ maxAnswerBytes: 10_000, addresses: { httpsOnly: true, publicOnly: true }, relay, logger },
          sign: () => Promise.resolve('token'),
        });
        const city = dialOut(url);
        const isAnswered = async (): Promise<boolean> => {
          const call = { signal: AbortSignal.timeout(5_000), viewer: { anonymous: true } } as const;
          const operation = { query: '{ __typename }', variables: {} };
          return (await client.ask({ id: 'gera', url: relayedAddress('gera') }, operation, call)).status === 'ANSWERED';
        };
        await until('the city answers', isAnswered);

        // All have new certificates, of a new authority.
        const next = createIssuer('Next authority of the relay');
        for (const name of ['hub', 'city', 'relay']) issueFor(name, next);
        writeFileSync(at('authority.crt'), next.cert);
        const now = performance.now.bind(performance);
        jest.spyOn(performance, 'now').mockImplementation(() => now() + 11_000);
        await nats.kill();
        await until('neither reaches the relay', () => !relay.isUp && !city.isUp);
        nats = await startNats(executable, configuration(), nats.port);
        await until('the city answers', isAnswered);
        await Promise.all([client.close(), city.close()]);
      },
      20_000,
    );

    test('HUB-493 the kit shows the hub’s, and says what the relay makes of another one', async () => {
      const wire = await createRelayWire('gera', asHub(addresses.wss));
      await wire.close();
      await expect(createRelayWire('gera', asHub(addresses.wss, filesOf('stranger')))).rejects.toThrow(
        `The relay ${ADDRESS}:${webPort} cannot be reached: ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE.`,
      );
    });

    test.each([
      ['no certificate', { CA: 'authority.crt' }, /^ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE$/],
      ['no authority', { CERT: 'city.crt', KEY: 'city.key' }, /^unable to verify the first certificate$/],
      ['another’s key', { ...filesOf('city'), KEY: 'hub.key' }, /^CITY_NATS_TLS_KEY must be the key .*hub\.key/],
      ['a key in the place of an authority', { CA: 'hub.key' }, /^CITY_NATS_TLS_CA must be .* certificate .*hub\.key/],
      ['no file', { CA: 'gone.crt' }, /^CITY_NATS_TLS_CA must be .* can be read, but got .*gone\.crt" \(ENOENT\)/],
    ])('HUB-494 a city with %s is told why it cannot reach the relay', async (_, files, reason) => {
      expect(await reasonFor(asCity(addresses.wss, files))).toMatch(reason);
    });
  },
);

test('HUB-494 a setting that cannot be meant is told at the start', () => {
  const hub = { HANSE_NETWORK: 'network.yaml', HANSE_NATS_URL: 'nats://relay.example' };
  expect(() => parseHubConfig({ ...hub, HANSE_NATS_TLS_CERT: 'hub.crt' })).toThrow(
    'HANSE_NATS_TLS_CERT must come with HANSE_NATS_TLS_KEY, but got none.',
  );
  expect(() => parseHubConfig({ ...hub, HANSE_NATS_TLS_CA: 'authority.crt' })).toThrow(
    'HANSE_NATS_URL must have tls:// or wss:// where HANSE_NATS_TLS_CA is set, but got another.',
  );
});
