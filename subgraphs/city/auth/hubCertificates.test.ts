import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { certificateOf } from '../../../test/faults/tls/certificateOf';
import { createCertificate, createIssuer } from '../../../test/faults/tls/createCertificate';
import { parseCityConfig } from '../config';
import { parseHostedCity } from '../host/parseHostedCity';
import { createTokenVerifier } from './createTokenVerifier';
import type { VerifyToken } from './createTokenVerifier';
import { HubKeys } from './HubKeys';
import { payloadFor, TestKey } from './test/TestKey';
import type { Trust } from './Trust';

// A hub in an administration's own network: its proxy has a certificate of a private authority, and wants to see one.
const ADDRESS = '127.0.0.1';
const MINUTE = 60_000;
const authority = createIssuer('Authority of the hub');
let folder: string;
let key: TestKey;
let hub: Server;
let settings: Record<string, string>;
/** What the hub was shown. */
const presented: (string | undefined)[] = [];
let log: string;
const logger = pino({}, { write: (line: string) => (log += line) });
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-hub-certificates-'));
  key = await TestKey.create('first');
  writeFileSync(at('authority.crt'), authority.cert);
  const own = createCertificate({ address: ADDRESS, issuer: authority });
  hub = createServer(
    { ...own, ca: authority.cert, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      presented.push(certificateOf(request));
      response.setHeader('connection', 'close').end(JSON.stringify({ keys: [key.publicJwk] }));
    },
  );
  await new Promise<void>((resolve) => hub.listen(0, ADDRESS, resolve));
  settings = {
    CITY_ID: 'gera',
    DATABASE_URL: 'postgres://localhost/gera',
    HUB_JWKS: `https://${ADDRESS}:${(hub.address() as AddressInfo).port}/.well-known/jwks.json`,
    HUB_TLS_CA: at('authority.crt'),
    HUB_TLS_CERT: at('city.crt'),
    HUB_TLS_KEY: at('city.key'),
  };
});
beforeEach(() => {
  renew('cert', 'key');
  presented.length = 0;
  log = '';
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});
afterAll(async () => {
  hub.closeAllConnections();
  await new Promise((resolve) => hub.close(resolve));
  rmSync(folder, { recursive: true });
});

function renew(...parts: readonly ('cert' | 'key')[]): void {
  const made = createCertificate({ address: ADDRESS, issuer: authority });
  for (const part of parts) writeFileSync(at(part === 'cert' ? 'city.crt' : 'city.key'), made[part]);
}

async function open(trust: Trust = parseCityConfig(settings).trust): Promise<VerifyToken> {
  if (trust.kind === 'unsigned') throw new Error('It answers everybody.');
  return createTokenVerifier(await HubKeys.open(trust, logger), 'gera');
}

async function callWith(verify: VerifyToken): ReturnType<VerifyToken> {
  return verify(await key.sign(payloadFor('gera')));
}

/** Turns the clocks alone, so that keys and files are looked at again. */
function wait(ms: number): void {
  const later = performance.now() + ms;
  jest.spyOn(performance, 'now').mockImplementation(() => later);
  jest.useFakeTimers({
    now: Date.now() + ms,
    doNotFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
      'performance',
      'hrtime',
    ],
  });
}

test('HUB-495 a city shows its certificate where it fetches the keys of a hub with a private authority', async () => {
  expect(await callWith(await open())).toMatchObject({ viewer: { anonymous: true } });
  expect(presented).toEqual([expect.stringContaining('BEGIN CERTIFICATE')]);
});

test('HUB-495 a city of a data centre shows its own, or the one that all have', async () => {
  const { CITY_ID, DATABASE_URL, HUB_TLS_CERT, HUB_TLS_KEY, ...common } = settings;
  const own = `CITY_ID=${CITY_ID}\nDATABASE_URL=${DATABASE_URL}\n`;
  const pair = { HUB_TLS_CERT: HUB_TLS_CERT!, HUB_TLS_KEY: HUB_TLS_KEY! };
  await callWith(await open(parseHostedCity('gera', own, { ...common, ...pair }).config.trust));
  const lines = `HUB_TLS_CERT=${pair.HUB_TLS_CERT}\nHUB_TLS_KEY=${pair.HUB_TLS_KEY}\n`;
  await callWith(await open(parseHostedCity('gera', `${own}${lines}`, common).config.trust));
  expect(presented).toHaveLength(2);
});

test.each([
  ['does not know its authority', ['HUB_TLS_CA'], /SELF_SIGNED|self-signed|unable to/],
  ['shows no certificate', ['HUB_TLS_CERT', 'HUB_TLS_KEY'], /ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED/],
])('HUB-496 a city that %s answers nothing, and its log says why', async (_, left, reason) => {
  const verify = await open(
    parseCityConfig({ ...settings, ...Object.fromEntries(left.map((name) => [name, ''])) }).trust,
  );
  await expect(callWith(verify)).rejects.toThrow("The hub's keys");
  expect(log).toMatch(reason);
  expect(presented).toEqual([]);
});

test.each([
  [
    'HUB_TLS_CA',
    'city.key',
    /^HUB_TLS_CA must be the path of a certificate in PEM, but got ".*city\.key", which is none/,
  ],
  ['HUB_TLS_CERT', 'gone.crt', /^HUB_TLS_CERT must be the path of a file that can be read, but got ".*" \(ENOENT\)\.$/],
  ['HUB_TLS_KEY', 'city.crt', /^HUB_TLS_KEY must be the path of a private key in PEM, without a passphrase, but got/],
  [
    'HUB_TLS_KEY',
    'other.key',
    /^HUB_TLS_KEY must be the key of the certificate in HUB_TLS_CERT, but got ".*other\.key"/,
  ],
])('HUB-496 a city does not start with %s at %s, and says what was expected', async (name, file, problem) => {
  writeFileSync(at('other.key'), createCertificate({ address: ADDRESS }).key);
  await expect(open(parseCityConfig({ ...settings, [name]: at(file) }).trust)).rejects.toThrow(problem);
});

test('HUB-496 half a certificate is told with the other settings', () => {
  expect(() => parseCityConfig({ ...settings, HUB_TLS_CERT: '', PORT: 'x' })).toThrow(
    /PORT must be.*\n?.*HUB_TLS_KEY must come with HUB_TLS_CERT, but got none\./s,
  );
});

test('HUB-497 a renewed certificate is shown without a restart, and one that was renewed by half disturbs nobody', async () => {
  const verify = await open();
  await callWith(verify);
  renew('cert');
  wait(11 * MINUTE);
  await callWith(verify);
  expect(new Set(presented).size).toBe(1);
  expect(log).toMatch(/the last ones serve on/);
  expect(log).toMatch(/HUB_TLS_KEY must be the key of the certificate in HUB_TLS_CERT/);
  renew('cert', 'key');
  wait(11 * MINUTE);
  await callWith(verify);
  expect(presented).toHaveLength(3);
  expect(new Set(presented).size).toBe(2);
});
