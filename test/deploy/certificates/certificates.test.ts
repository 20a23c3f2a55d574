import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { Closers } from '../../../gateway/Closers';
import { createHub } from '../../../gateway/createHub';
import type { Hub } from '../../../gateway/createHub';
import { runCheck } from '../../../subgraphs/conformance/runCheck';
import { createCertificate, createIssuer } from '../../faults/tls/createCertificate';
import type { Issuer } from '../../faults/tls/createCertificate';
import { housingVocabulary } from '../../network/housingVocabulary';
import { inventedCity } from '../../network/inventedCity';
import { queryHub } from '../../network/queryHub';
import { startNetwork } from '../../network/startNetwork';
import type { Answer, TestNetwork } from '../../network/startNetwork';
import { describeWith } from '../../optional/describeWith';
import { findProgram } from '../../optional/findProgram';
import { startHaproxy, startNginx } from './startCityProxy';
import type { CityProxy } from './startCityProxy';

// A city whose proxy has a certificate of a private authority, and lets nobody in but the hub, by its certificate.
const found = { haproxy: findProgram('HAPROXY', 'haproxy'), nginx: findProgram('NGINX', 'nginx') };
type Programs = Readonly<Record<keyof typeof found, string>>;
const programs = Object.values(found).includes(undefined) ? undefined : (found as Programs);

const ADDRESS = '127.0.0.1';
const EXPERTS = `{ experts(concepts: ["concept:housing"]) {
  nodes { name } coverage { cities { status message } }
} }`;
const WHOLE = { found: 1, city: { status: 'ANSWERED', message: null } };
const STARTS = { haproxy: startHaproxy, nginx: startNginx };

describeWith(
  programs,
  'haproxy or nginx: install them, or name them in HAPROXY and NGINX',
  'certificates both ways',
  (executables) => {
    const authority = createIssuer('Authority of the city');
    const running = new Closers();
    let network: TestNetwork;
    let folder: string;
    const at = (name: string): string => join(folder, name);

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hanse-both-ways-'));
      running.add(() => {
        rmSync(folder, { recursive: true });
      });
      const { cert, key } = createCertificate({ address: ADDRESS, issuer: authority });
      const files = { 'city.crt': cert, 'city.key': key, 'city.pem': `${cert}${key}`, 'authority.crt': authority.cert };
      for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
      network = await startNetwork({
        vocabulary: housingVocabulary,
        network: { cities: [{ id: 'ashford', name: 'Ashford', country: 'GB' }] },
        content: { ashford: inventedCity('ashford', 1) },
      });
      running.add(() => network.close());
    });
    afterAll(() => running.close());

    describe.each(['nginx', 'haproxy'] as const)('at %s', (kind) => {
      let proxy: CityProxy;
      let hub: Hub;
      let log = '';
      let ahead = 0;

      beforeAll(async () => {
        const now = performance.now.bind(performance);
        jest.spyOn(performance, 'now').mockImplementation(() => now() + ahead);
        presentFrom(createIssuer('Another authority'));
        const { url } = network.city('ashford').server;
        proxy = await STARTS[kind]({ executable: executables[kind], folder, server: new URL(url).origin });
        const networkFile = at(`${kind}.yaml`);
        const tls = { ca: 'authority.crt', cert: 'hub.crt', key: 'hub.key' };
        const entry = { id: 'ashford', name: 'Ashford', country: 'GB', url: proxy.url, tls };
        writeFileSync(networkFile, stringify({ name: 'Test', cities: [entry] }));
        const logger = pino({ level: 'warn' }, { write: (line: string) => void (log += line) });
        hub = await createHub(
          { ...network.hubConfig, networkFile, addresses: { httpsOnly: true, publicOnly: false } },
          logger,
        );
        await hub.ready;
      });
      afterAll(async () => {
        jest.restoreAllMocks();
        await hub.close();
        await proxy.kill();
      });

      function presentFrom(issuer: Issuer, years: { validFrom?: number; validUntil?: number } = {}): void {
        const { cert, key } = createCertificate({ address: ADDRESS, issuer, ...years });
        writeFileSync(at('hub.crt'), cert);
        writeFileSync(at('hub.key'), key);
        // What was renewed is looked for after some seconds.
        ahead += 11_000;
      }

      async function ask(): Promise<{
        readonly found: number;
        readonly city: { status: string; message: string | null };
      }> {
        const { data } = (await queryHub(hub.url, EXPERTS)) as Answer;
        return { found: data.experts.nodes.length, city: data.experts.coverage.cities[0] };
      }

      async function check(files: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> {
        let said = '';
        const write = (text: string): string => (said += text);
        const tls = Object.fromEntries(Object.entries(files).map(([part, name]) => [part, at(name)]));
        const key = network.hubConfig.signingKeysFile!;
        const options = { url: proxy.url, city: 'ashford', key, tls, issuer: 'hanse-hub', home: '' };
        return { code: await runCheck(options, { write }, { write }), said };
      }

      test('HUB-500 a hub with a certificate of another authority is told so in coverage and log; with a right one it finds, without a restart', async () => {
        const refused =
          kind === 'nginx'
            ? { status: 'REFUSED', message: 'It refuses the calls of the hub.' }
            : { status: 'UNREACHABLE', message: "It does not take the hub's certificate, or wants to see one." };
        expect(await ask()).toEqual({ found: 0, city: refused });
        expect(log).toContain(kind === 'nginx' ? 'HTTP_400' : 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA');
        presentFrom(authority);
        await hub.refresh();
        expect(await ask()).toEqual(WHOLE);
      });

      test('HUB-501 a certificate that expires is told in coverage, and a renewed one is taken without a restart', async () => {
        const refused =
          kind === 'nginx'
            ? { status: 'REFUSED', message: 'It refused to answer (HTTP 400).' }
            : { status: 'UNREACHABLE', message: "It does not take the hub's certificate, or wants to see one." };
        presentFrom(authority, { validFrom: -2, validUntil: -1 });
        expect(await ask()).toEqual({ found: 0, city: refused });
        presentFrom(authority);
        expect(await ask()).toEqual(WHOLE);
      });

      test('HUB-502 the kit gets through with the certificates that it is given, and says what is wrong with others', async () => {
        const { code, said } = await check({ ca: 'authority.crt', cert: 'hub.crt', key: 'hub.key' });
        // What it says of the city is tested elsewhere.
        expect(said).toMatch(/\d+ requirements: \d+ PASS/);
        expect(said).toMatch(/CITY-092 +│ MUST +│ PASS/);
        expect(code).not.toBe(2);
        const none = await check({ ca: 'authority.crt' });
        expect(none).toEqual({
          code: 2,
          said: expect.stringMatching(
            kind === 'nginx'
              ? /\(HTTP 400\)\. Does it want to see a certificate of the hub\? --tls-cert, --tls-key\./
              : /no answer: ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED\./,
          ),
        });
        const untrusted = await check({ cert: 'hub.crt', key: 'hub.key' });
        expect(untrusted).toEqual({ code: 2, said: expect.stringMatching(/no answer: (SELF_SIGNED|UNABLE_TO)/) });
        const wrong = await check({ ca: 'authority.crt', cert: 'hub.crt', key: 'city.key' });
        expect(wrong).toEqual({
          code: 2,
          said: expect.stringMatching(/^--tls-key must be the key of the certificate in --tls-cert/),
        });
      });
    });
  },
);
