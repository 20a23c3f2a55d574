import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { pino } from 'pino';
import { WebSocket } from 'undici';
import type { CityReply } from '../../subgraphs/contract/AskCity';
import type { CityConnection } from '../../subgraphs/directory/network/Network';
import { parseCityConfig } from '../../subgraphs/city/config';
import { createDispatcher } from '../../subgraphs/serving/createDispatcher';
import { startTracing } from '../../subgraphs/serving/tracing/startTracing';
import { createTlsFetch } from '../../subgraphs/serving/tls/createTlsFetch';
import { createCityClient } from '../../gateway/cities/createCityClient';
import { parseHubConfig } from '../../gateway/config';
import { certificateOf } from '../faults/tls/certificateOf';
import { createCertificate, createIssuer } from '../faults/tls/createCertificate';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startSquid } from './startSquid';
import type { TestSquid } from './startSquid';

const squid = findProgram('SQUID', 'squid');
const ROOT = join(__dirname, '..', '..');
/** Elsewhere, as far as a proxy is concerned: servers at 127.0.0.1 are never reached through one. */
const ELSEWHERE = '127.0.0.2';

describeWith(
  squid,
  'squid: install it, or name it in SQUID',
  'behind a forward proxy with a password',
  (executable) => {
    const authority = createIssuer('Authority of this test');
    let folder: string;
    let proxy: TestSquid;
    let city: Server;
    let url: string;
    let heard: number;
    /** The certificate of who asked last. */
    let showed: string | undefined;
    const log: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hanse-proxy-'));
      writeFileSync(join(folder, 'authority.crt'), authority.cert);
      const { createSecureContext } = tls;
      jest
        .spyOn(tls, 'createSecureContext')
        .mockImplementation((options) => createSecureContext({ ca: authority.cert, ...options }));
      proxy = await startSquid(executable);
      const certificate = createCertificate({ address: ELSEWHERE, issuer: authority });
      const { cert, key } = createCertificate({ address: ELSEWHERE, issuer: authority });
      writeFileSync(join(folder, 'hub.crt'), cert);
      writeFileSync(join(folder, 'hub.key'), key);
      city = createServer({ ...certificate, requestCert: true, rejectUnauthorized: false }, (request, response) => {
        heard += 1;
        showed = certificateOf(request);
        response.setHeader('content-type', 'application/json').end('{ "data": { "__typename": "Query" } }');
      });
      await new Promise<void>((resolve) => city.listen(0, ELSEWHERE, resolve));
      url = `https://${ELSEWHERE}:${(city.address() as AddressInfo).port}/graphql`;
    });
    beforeEach(() => {
      heard = 0;
    });
    afterAll(async () => {
      jest.restoreAllMocks();
      city.close();
      await proxy.kill();
      rmSync(folder, { recursive: true });
    });

    async function askAsHub(
      environment: Record<string, string>,
      address = url,
      connection?: CityConnection,
    ): Promise<CityReply> {
      const config = parseHubConfig({ HANSE_NETWORK: 'network.yaml', ...environment });
      const { maxAnswerBytes, addresses, proxy: way } = config;
      const sign = (): Promise<string> => Promise.resolve('token');
      const client = createCityClient({
        ...{ maxAnswerBytes, addresses, proxy: way, sign, folder, logger },
        connectionOf: () => connection,
      });
      try {
        const call = { signal: AbortSignal.timeout(10_000), viewer: { anonymous: true } } as const;
        return await client.ask({ id: 'gera', url: address }, { query: '{ __typename }', variables: {} }, call);
      } finally {
        await client.close();
      }
    }

    test('a hub asks a city through it, with the name and password of HTTPS_PROXY', async () => {
      expect(await askAsHub({ HTTPS_PROXY: proxy.url })).toMatchObject({ status: 'ANSWERED' });
      expect(heard).toBe(1);
      expect(showed).toBeUndefined();
    });

    test('a hub shows its certificate through it to the city', async () => {
      const connection = { tls: { ca: 'authority.crt', cert: 'hub.crt', key: 'hub.key' } };
      expect(await askAsHub({ HTTPS_PROXY: proxy.url }, url, connection)).toMatchObject({ status: 'ANSWERED' });
      expect(showed).toBe(new X509Certificate(readFileSync(join(folder, 'hub.crt'))).toString());
    });

    test('HUB-498 a city shows its certificate through it where it fetches the keys of the hub', async () => {
      const { trust } = parseCityConfig({
        CITY_ID: 'gera',
        DATABASE_URL: 'postgres://localhost/gera',
        HUB_JWKS: url,
        HUB_TLS_CA: join(folder, 'authority.crt'),
        HUB_TLS_CERT: join(folder, 'hub.crt'),
        HUB_TLS_KEY: join(folder, 'hub.key'),
        HTTPS_PROXY: proxy.url,
      });
      if (trust.kind === 'unsigned' || trust.connection === undefined) throw new Error('It knows no files.');
      const response = await createTlsFetch(trust.connection)(url);
      expect(response.status).toBe(200);
      expect(heard).toBe(1);
      expect(showed).toBe(new X509Certificate(readFileSync(join(folder, 'hub.crt'))).toString());
    });

    test('a hub that has another password is told so by a cause of its own, and by no name or password', async () => {
      const elsewhere = proxy.url.replace('secret%20word', 'wrong');
      const reply = await askAsHub({ https_proxy: elsewhere, HTTPS_PROXY: proxy.url });
      expect(reply).toMatchObject({ status: 'UNREACHABLE', cause: 'PROXY_407' });
      expect(heard).toBe(0);
      expect(`${JSON.stringify(reply)}${log.join('')}`).not.toMatch(/wrong|secret/);
    });

    test('HUB-423 traces go to their collector through it, with its own authority and certificate', async () => {
      const send = async (HTTPS_PROXY: string): Promise<void> => {
        Object.assign(process.env, {
          OTEL_EXPORTER_OTLP_ENDPOINT: new URL(url).origin,
          OTEL_EXPORTER_OTLP_CERTIFICATE: join(folder, 'authority.crt'),
          OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: join(folder, 'hub.crt'),
          OTEL_EXPORTER_OTLP_CLIENT_KEY: join(folder, 'hub.key'),
          HTTPS_PROXY,
        });
        const tracing = await startTracing('test', process.env, logger);
        tracing.tracer!.startSpan('of a test').end();
        await tracing.shutdown();
      };
      await send(proxy.url);
      expect(heard).toBe(1);
      expect(showed).toBe(new X509Certificate(readFileSync(join(folder, 'hub.crt'))).toString());
      await send(proxy.url.replace('secret%20word', 'wrong'));
      expect(heard).toBe(1);
      expect(log.join('')).not.toMatch(/wrong|secret/);
    });

    test('what the proxy cannot reach is unreachable', async () => {
      const reply = await askAsHub({ HTTPS_PROXY: proxy.url }, url.replace(/:\d+/, ':1'));
      expect(reply).toMatchObject({ status: 'UNREACHABLE', cause: expect.stringMatching(/^PROXY_50\d$/) });
    });

    test('a host that NO_PROXY names is asked directly, and so are all where no proxy is set', async () => {
      const nowhere = 'http://127.0.0.1:1';
      expect(await askAsHub({ HTTPS_PROXY: nowhere })).toMatchObject({ status: 'UNREACHABLE', cause: 'ECONNREFUSED' });
      expect(await askAsHub({ HTTPS_PROXY: nowhere, NO_PROXY: `x.example,${ELSEWHERE}` })).toMatchObject({
        status: 'ANSWERED',
      });
      expect(await askAsHub({})).toMatchObject({ status: 'ANSWERED' });
      expect(heard).toBe(2);
    });

    test('other programs of the project go through it as well, as the terminal does', async () => {
      const ask = async (HTTPS_PROXY: string): Promise<string> => {
        const terminal = join('gateway', 'web', 'terminal', 'main.ts');
        const child = spawn(
          process.execPath,
          ['-r', './register.js', terminal, '--hub', new URL(url).origin, 'housing'],
          {
            cwd: ROOT,
            env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: join(folder, 'authority.crt'), HTTPS_PROXY },
            stdio: ['ignore', 'ignore', 'pipe'],
          },
        );
        let said = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
        await once(child, 'close');
        return said;
      };
      const [through, refused, unreadable] = await Promise.all([
        ask(proxy.url),
        ask(proxy.url.replace('secret%20word', 'wrong')),
        ask('proxy.example:3128'),
      ]);
      expect(heard).toBe(1);
      expect(`${through}${refused}`).not.toMatch(/wrong|secret/);
      expect(unreadable).toBe(
        'HTTPS_PROXY must be the address of a proxy such as http://proxy.example:3128 or http://name:password@proxy.example:3128, but got something else.\n',
      );
    });

    // With Debian's squid-openssl, in the place of squid. It is found by the program that makes its certificates.
    describeWith(
      findProgram('SQUID_CERTGEN', '../lib/squid/security_file_certgen'),
      'squid-openssl: install it, or name its security_file_certgen in SQUID_CERTGEN and its squid in SQUID',
      'that opens TLS and closes it again',
      (certgen) => {
        const opener = createIssuer('Authority of a proxy');
        let opening: TestSquid;
        beforeAll(async () => {
          writeFileSync(join(folder, 'opener.crt'), opener.cert);
          writeFileSync(join(folder, 'both.crt'), `${authority.cert}${opener.cert}`);
          opening = await startSquid(executable, undefined, { certgen, authority: opener, trusted: authority.cert });
        });
        afterAll(() => opening.kill());

        test('HUB-422 a hub that trusts its authority asks through it', async () => {
          const connection = { tls: { ca: 'opener.crt' } };
          expect(await askAsHub({ HTTPS_PROXY: opening.url }, url, connection)).toMatchObject({ status: 'ANSWERED' });
          expect(heard).toBe(1);
        });

        test('HUB-422 a hub that trusts the city alone asks nothing, and says why', async () => {
          const reply = await askAsHub({ HTTPS_PROXY: opening.url });
          expect(reply).toMatchObject({
            status: 'UNREACHABLE',
            cause: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/),
          });
          expect(heard).toBe(0);
          expect(JSON.stringify(reply)).not.toMatch(/secret/);
        });

        test('HUB-422 the certificate of the hub does not reach a city through it', async () => {
          const connection = { tls: { ca: 'both.crt', cert: 'hub.crt', key: 'hub.key' } };
          expect(await askAsHub({ HTTPS_PROXY: opening.url }, url, connection)).toMatchObject({ status: 'ANSWERED' });
          expect(showed).toBeUndefined();
        });

        test('HUB-422 a WebSocket, by which relays are reached, passes it where it is told to let them', async () => {
          city.once('upgrade', ({ headers }: IncomingMessage, socket: Duplex) => {
            const accept = createHash('sha1')
              .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
              .digest('base64');
            socket.write(
              `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
            );
            // A frame with a text of two letters.
            socket.write(Buffer.from([0x81, 2, ...Buffer.from('hi')]));
          });
          const { proxy: way } = parseHubConfig({ HANSE_NETWORK: 'network.yaml', HTTPS_PROXY: opening.url });
          const dispatcher = createDispatcher(way, { connect: { ca: opener.cert } });
          const socket = new WebSocket(url.replace('https:', 'wss:'), { dispatcher });
          const heardThere = await new Promise((resolve, reject) => {
            socket.addEventListener('message', ({ data }) => {
              resolve(data);
            });
            socket.addEventListener('error', ({ error }) => {
              reject(error);
            });
          });
          expect(heardThere).toBe('hi');
          await dispatcher.destroy();
        });
      },
    );
  },
);

test('a hub whose proxy is no address does not start, and says which', () => {
  expect(() => parseHubConfig({ HTTPS_PROXY: 'ftp://name:secret@proxy.example' })).toThrow(
    /^HTTPS_PROXY must be the address of a proxy such as .*, but got something else\.$/,
  );
});
