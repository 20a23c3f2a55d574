import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Closers } from '../../gateway/Closers';
import { writeNewKeys } from '../../gateway/operator/keyFile';
import { createHost } from '../../subgraphs/city/host/createHost';
import { parseHostConfig } from '../../subgraphs/city/host/HostConfig';
import { checkCity } from '../../subgraphs/conformance/checkCity';
import type { CheckOptions } from '../../subgraphs/conformance/checkCity';
import { requirements } from '../../subgraphs/conformance/requirements';
import { readKeys } from '../../subgraphs/conformance/TokenMint';
import { createCertificate, createIssuer } from '../faults/tls/createCertificate';
import { createImportedDatabase } from '../postgres/createMigratedDatabase';

const ROOT = join(__dirname, '..', '..');
const ADDRESS = '127.0.0.1';
const issuer = 'hanse-hub';
const authority = createIssuer('Authority of the data centre');
/** What is about the address, the schema and the tokens; the rest is tested with the reference city. */
const ABOUT_ACCESS = requirements.filter(({ id }) => id < 'CITY-004' || (id >= 'CITY-080' && id <= 'CITY-092'));

/** What the page "Host a city in an afternoon" has a data centre's proxy pass on. */
function passedPaths(): RegExp {
  const page = readFileSync(join(ROOT, 'subgraphs', 'city', 'README.md'), 'utf8');
  return new RegExp(/^location ~ (\^\S+) \{/m.exec(page)![1]!);
}

/** Ends TLS before a server, and knows no other paths than those that are passed on. */
async function startProxy(
  server: string,
  years: { validUntil?: number } = {},
): Promise<{ url: string; close(): void }> {
  const passed = passedPaths();
  const { cert, key } = createCertificate({ address: ADDRESS, issuer: authority, validFrom: -2, ...years });
  const proxy = createServer({ cert, key }, (from, to) => {
    const path = from.url ?? '';
    if (!passed.test(path)) return void to.writeHead(404).end();
    const onward = request(`${server}${path}`, { method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(to);
    });
    from.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, ADDRESS, resolve));
  return {
    url: `https://${ADDRESS}:${(proxy.address() as AddressInfo).port}/gera/graphql`,
    close: () => void proxy.close(),
  };
}

describe('a city of a data centre, behind a proxy that speaks TLS', () => {
  const running = new Closers();
  let asked: CheckOptions;
  let server: string;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanse-hosted-check-'));
    running.add(() => {
      rmSync(folder, { recursive: true });
    });
    const keyFile = join(folder, 'keys.json');
    const jwks = join(folder, 'jwks.json');
    await writeNewKeys(keyFile);
    writeFileSync(jwks, JSON.stringify((await readKeys(keyFile)).published));
    const database = await createImportedDatabase('gera', join(ROOT, 'gateway', 'demo', 'cities', 'gera'));
    running.add(() => database.drop());
    mkdirSync(join(folder, 'cities', 'gera'), { recursive: true });
    writeFileSync(join(folder, 'cities', 'gera', 'city.env'), `CITY_ID=gera\nDATABASE_URL=${database.url}\n`);
    // As the page has it: the key stands in the settings of the process, once for all.
    const env = { PORT: '0', METRICS_PORT: '0', SHUTDOWN_GRACE_MS: '0', HUB_JWKS: jwks };
    const host = await createHost(parseHostConfig(join(folder, 'cities'), env), pino({ level: 'silent' }));
    running.add(() => host.close());
    server = host.origin;
    const proxy = await startProxy(server);
    running.add(() => {
      proxy.close();
    });
    asked = { url: proxy.url, cityId: 'gera', keyFile, issuer, requirements: ABOUT_ACCESS };
  }, 60_000);
  afterAll(() => running.close());

  test('CITY-260 passes a check through the paths that the page has its proxy pass on', async () => {
    const verdicts = await checkCity({ ...asked, tls: { ca: Buffer.from(authority.cert) } });
    expect(verdicts.filter(({ status }) => status !== 'PASS')).toEqual([]);
    expect(verdicts.map(({ id }) => id)).toContain('CITY-092');
  });

  test('CITY-261 a check that its certificate keeps from running says what to do', async () => {
    await expect(checkCity(asked)).rejects.toThrow(/name the file with it, --tls-ca <file>/);
    const expired = await startProxy(server, { validUntil: -1 });
    running.add(() => {
      expired.close();
    });
    const tls = { ca: Buffer.from(authority.cert) };
    await expect(checkCity({ ...asked, url: expired.url, tls })).rejects.toThrow(/Its certificate has expired/);
    const otherName = asked.url.replace(ADDRESS, 'localhost');
    await expect(checkCity({ ...asked, url: otherName, tls })).rejects.toThrow(/is for another name/);
    const plain = `${server.replace('http:', 'https:')}/gera/graphql`;
    await expect(checkCity({ ...asked, url: plain, tls })).rejects.toThrow(/Nothing there speaks TLS/);
    // Nobody is to look for it at the city.
    const proxy = { httpsProxy: 'http://name:secret@127.0.0.1:1', httpProxy: undefined, noProxy: '' };
    await expect(checkCity({ ...asked, tls, proxy })).rejects.toThrow(/through the proxy 127\.0\.0\.1:1\.$/);
  });
});
