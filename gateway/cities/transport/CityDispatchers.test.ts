import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { CityReply } from '../../../subgraphs/contract/AskCity';
import type { CityConnection } from '../../../subgraphs/directory/network/Network';
import { certificateOf } from '../../../test/faults/tls/certificateOf';
import { createCertificate, createIssuer } from '../../../test/faults/tls/createCertificate';
import { createCityClient } from '../createCityClient';
import type { CityClient } from '../createCityClient';

const ADDRESS = '127.0.0.1';
const authority = createIssuer('Authority of a city');
let folder: string;
let server: Server;
let client: CityClient;
/** Of those who came, by which certificates. */
const presented: (string | undefined)[] = [];
const connections = new Map<string, CityConnection>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-certificates-'));
  writeFileSync(join(folder, 'authority.crt'), authority.cert);
  presentFrom('hub');
  const own = createCertificate({ address: ADDRESS, issuer: authority });
  const options = { ...own, ca: authority.cert, requestCert: true, rejectUnauthorized: true };
  server = createServer(options, (request, response) => {
    presented.push(certificateOf(request));
    response.setHeader('content-type', 'application/json').end('{ "data": { "__typename": "Query" } }');
  });
  await new Promise<void>((resolve) => server.listen(0, ADDRESS, resolve));
});
beforeEach(() => {
  presented.length = 0;
  connections.clear();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await client.close();
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function presentFrom(name: string): void {
  const { cert, key } = createCertificate({ address: ADDRESS, issuer: authority });
  writeFileSync(join(folder, `${name}.crt`), cert);
  writeFileSync(join(folder, `${name}.key`), key);
}

function startClient(publicOnly = false): void {
  client = createCityClient({
    ...{ maxAnswerBytes: 10_000, addresses: { httpsOnly: true, publicOnly }, folder },
    sign: () => Promise.resolve('token'),
    connectionOf: (cityId) => connections.get(cityId),
    logger: pino({ level: 'silent' }),
  });
}

function ask(id: string): Promise<CityReply> {
  const url = `https://${ADDRESS}:${(server.address() as AddressInfo).port}/graphql`;
  const call = { signal: AbortSignal.timeout(10_000), viewer: { anonymous: true } } as const;
  return client.ask({ id, url }, { query: '{ __typename }', variables: {} }, call);
}

const ca = 'authority.crt';
const mutual = { ca, cert: 'hub.crt', key: 'hub.key' };

test('a city shows a certificate of its own authority and wants one of the hub: with both it answers, and no other city gets them', async () => {
  startClient();
  connections.set('gera', { tls: mutual }).set('jena', { tls: { ca } });
  expect(await ask('gera')).toMatchObject({ status: 'ANSWERED' });
  expect(presented).toEqual([expect.any(String)]);
  expect(await ask('jena')).toMatchObject({
    status: 'UNREACHABLE',
    cause: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  });
  expect(await ask('suhl')).toMatchObject({
    status: 'UNREACHABLE',
    cause: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
  });
  expect(presented).toHaveLength(1);
});

test('a certificate that was renewed is shown within seconds, without a restart', async () => {
  startClient();
  connections.set('gera', { tls: mutual });
  await ask('gera');
  presentFrom('hub');
  const later = performance.now() + 11_000;
  jest.spyOn(performance, 'now').mockReturnValue(later);
  expect(await ask('gera')).toMatchObject({ status: 'ANSWERED' });
  expect(new Set(presented).size).toBe(2);
});

test('a file that is not there is a city that cannot be reached, with the cause', async () => {
  startClient();
  connections.set('gera', { tls: { ca: 'nowhere.crt' } });
  expect(await ask('gera')).toMatchObject({
    status: 'UNREACHABLE',
    message: 'The hub cannot use the certificates for it.',
    cause: 'ENOENT',
  });
});

test('whether a city has to have a public address can be said of it alone', async () => {
  startClient(true);
  connections.set('gera', { tls: mutual, publicOnly: false }).set('jena', { tls: mutual });
  expect(await ask('gera')).toMatchObject({ status: 'ANSWERED' });
  expect(await ask('jena')).toMatchObject({ status: 'UNREACHABLE', message: 'Its address is not a public one.' });
  await client.close();
  startClient(false);
  connections.set('jena', { tls: mutual, publicOnly: true });
  expect(await ask('jena')).toMatchObject({ status: 'UNREACHABLE', message: 'Its address is not a public one.' });
});
