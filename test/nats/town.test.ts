import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';
import { writeRelayKey } from '../../gateway/operator/relayKey';
import { writeRelayUsers } from '../../gateway/operator/writeRelayUsers';
import { parseNetwork } from '../../subgraphs/directory/network/parseNetwork';
import { createCertificate, createIssuer } from '../faults/tls/createCertificate';
import { startNetwork } from '../network/startNetwork';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { createImportedDatabase } from '../postgres/createMigratedDatabase';
import type { TestDatabase } from '../postgres/createTestDatabase';
import { startNats } from './startNats';
import type { TestNats } from './startNats';
import { startSquid } from '../proxy/startSquid';
import type { TestSquid } from '../proxy/startSquid';
import { until } from '../until';

const nats = findProgram('NATS_SERVER', 'nats-server');
const squid = findProgram('SQUID', 'squid');
const programs = nats !== undefined && squid !== undefined ? { nats, squid } : undefined;
const advice = 'nats-server or squid: install them, or name them in NATS_SERVER and SQUID';

const ROOT = join(__dirname, '..', '..');
const EXPERTS = `{ experts(concepts: ["concept:homelessness"]) {
  nodes { name city { id } } coverage { cities { city { id } status } }
} }`;

describeWith(programs, advice, 'a town behind a forward proxy', (executables) => {
  let folder: string;
  let relay: TestNats;
  let proxy: TestSquid;
  let network: TestNetwork;
  let database: TestDatabase;
  let city: ChildProcess;
  let said = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hanse-town-'));
    const at = (name: string): string => join(folder, name);
    const issuer = createIssuer('Test authority');
    const { key, cert } = createCertificate({ address: '127.0.0.2', issuer });
    for (const [name, text] of Object.entries({ 'relay.key': key, 'relay.crt': cert, 'authority.crt': issuer.cert })) {
      writeFileSync(at(name), text);
    }
    const [hubKey, cityKey] = [await writeRelayKey(at('hub.nk')), await writeRelayKey(at('gera.nk'))];
    const entry = { id: 'gera', name: 'Gera', country: 'DE', connect: 'nats' as const, nkeys: [cityKey] };
    const users = writeRelayUsers(parseNetwork(JSON.stringify({ name: 'Test', cities: [entry] }), 'network.yaml'), [
      hubKey,
    ]);
    const webPort = await findFreePort();
    relay = await startNats(
      executables.nats,
      `${users}websocket { listen: "127.0.0.2:${webPort}", tls { cert_file: "${at('relay.crt')}", key_file: "${at('relay.key')}" } }`,
    );
    proxy = await startSquid(executables.squid);
    network = await startNetwork({
      network: { cities: [entry] },
      content: {},
      relay: () => ({ servers: [relay.url], credentialsFile: at('hub.nk') }),
    });
    const keys = await fetch(`${network.hub.url}/.well-known/jwks.json`);
    writeFileSync(at('hub-keys.json'), await keys.text());

    database = await createImportedDatabase('gera', join(ROOT, 'gateway', 'demo', 'cities', 'gera'));
    city = spawn(process.execPath, ['-r', './register.js', 'subgraphs/city/main.ts', 'serve'], {
      cwd: ROOT,
      env: {
        ...{ PATH: process.env['PATH'], CITY_ID: 'gera', DATABASE_URL: database.url, PORT: '0' },
        ...{ HUB_JWKS: at('hub-keys.json'), CITY_NATS_CREDENTIALS: at('gera.nk') },
        CITY_NATS_URL: `wss://127.0.0.2:${webPort}`,
        NODE_EXTRA_CA_CERTS: at('authority.crt'),
        HTTPS_PROXY: proxy.url,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    city.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!said.includes('connected to the relay')) {
      if (city.exitCode !== null) throw new Error(said);
      await Promise.race([once(city.stdout!, 'data'), once(city, 'exit')]);
    }
    await network.hub.refresh();
  }, 90_000);
  afterAll(async () => {
    city.kill('SIGTERM');
    await once(city, 'exit');
    await network.close();
    await Promise.all([relay.kill(), proxy.kill(), database.drop()]);
    rmSync(folder, { recursive: true });
  });

  test('that has its name and password, and no open port, is found in an answer', async () => {
    const { data, errors } = await network.query(EXPERTS);
    expect(errors).toBeUndefined();
    expect(data.experts.coverage.cities).toEqual([{ city: { id: 'gera' }, status: 'ANSWERED' }]);
    expect(data.experts.nodes.length).toBeGreaterThan(0);
    expect(said).not.toContain('secret');
  });

  test('is cut off with the proxy, and is back within seconds when that is', async () => {
    const before = said.length;
    await proxy.kill();
    while (!said.slice(before).includes('the relay cannot be reached')) await once(city.stdout!, 'data');
    expect(await status()).toBe('UNREACHABLE');
    proxy = await startSquid(executables.squid, proxy.port);
    const backAt = performance.now();
    await until('the town answers', async () => (await status()) === 'ANSWERED');
    expect(performance.now() - backAt).toBeLessThan(5_000);
  });

  async function status(): Promise<string> {
    const { data } = await network.query(EXPERTS);
    return data.experts.coverage.cities[0].status as string;
  }
});
