import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { Closers } from '../../../gateway/Closers';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { writeRelayKey } from '../../../gateway/operator/relayKey';
import { writeRelayUsers } from '../../../gateway/operator/writeRelayUsers';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { createCertificate, createIssuer } from '../../faults/tls/createCertificate';
import { startNats } from '../../nats/startNats';
import type { TestNats } from '../../nats/startNats';
import { startNetwork } from '../../network/startNetwork';
import type { NetworkOptions, TestNetwork } from '../../network/startNetwork';
import { describeWith } from '../../optional/describeWith';
import { findProgram } from '../../optional/findProgram';
import { asSuperuser } from '../../postgres/createTestDatabase';
import { testPostgres } from '../../postgres/testPostgres';
import { startSquid } from '../../proxy/startSquid';
import type { TestSquid } from '../../proxy/startSquid';
import { openNamespace } from './openNamespace';
import type { Namespace } from './openNamespace';
import { readPage } from './readPage';
import { readUnit } from './readUnit';

// A town's IT team goes through "Host a city in an afternoon", on a machine that nothing leads to, and that reaches nothing
// but a forward proxy with a password. What it types stands on the page; PostgreSQL is the tests' own. Not done here: what
// installs packages and users, and what systemd forbids the service.

const found = {
  nats: findProgram('NATS_SERVER', 'nats-server'),
  squid: findProgram('SQUID', 'squid'),
  psql: findProgram('PSQL', 'psql'),
  curl: findProgram('CURL', 'curl'),
  ip: findProgram('IP', 'ip'),
};
type Programs = Readonly<Record<keyof typeof found, string>>;
const programs = Object.values(found).includes(undefined) ? undefined : (found as Programs);
const advice =
  'nats-server, squid, psql, curl or ip: install them, or name them in NATS_SERVER, SQUID, PSQL, CURL and IP';

type ListedCity = NetworkOptions['network']['cities'][number];

const ROOT = join(__dirname, '..', '..', '..');
const page = readPage(join(ROOT, 'subgraphs', 'city', 'README.md'));
const operatorsPage = readPage(join(ROOT, 'gateway', 'README.md'));
/** Elsewhere, as far as a proxy is concerned. */
const ELSEWHERE = '127.0.0.2';

describeWith(programs, advice, 'a town without any way in, behind a forward proxy with a password', (executables) => {
  const running = new Closers();
  let folder: string;
  let home: string;
  let relay: TestNats;
  let proxy: TestSquid;
  let network: TestNetwork;
  let namespace: Namespace;
  let relayAddress: string;
  let said = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hanse-town-'));
    running.add(() => {
      rmSync(folder, { recursive: true });
    });
    home = join(folder, 'home');
    mkdirSync(join(folder, 'bin'));
    mkdirSync(home);
    // The administrator is whoever runs this.
    writeFileSync(join(folder, 'bin', 'sudo'), '#!/bin/sh\n[ "$1" = -u ] && shift 2\nexec "$@"\n');
    chmodSync(join(folder, 'bin', 'sudo'), 0o755);

    const issuer = createIssuer('Test authority');
    const { key, cert } = createCertificate({ address: ELSEWHERE, issuer });
    for (const [name, text] of Object.entries({ 'relay.key': key, 'relay.crt': cert, 'authority.crt': issuer.cert })) {
      writeFileSync(join(folder, name), text);
    }
    const hubKey = await writeRelayKey(join(folder, 'hub.nk'));
    // What the town sends to the operator, with "connect: nats" in the place of "url".
    const yaml = page.block('Join the network', 'yaml').replace(/^ +url: .*$/m, '  connect: nats');
    const [entry] = parse(yaml) as readonly [ListedCity];
    const listed = { ...entry, nkeys: [await writeRelayKey(join(folder, 'musterstadt.nk'))] };
    const text = JSON.stringify({ name: 'Test', cities: [listed] });
    const users = writeRelayUsers(parseNetwork(text, 'network.yaml'), [hubKey]);
    const webPort = await findFreePort();
    relayAddress = `${ELSEWHERE}:${webPort}`;
    const files = `cert_file: "${join(folder, 'relay.crt')}", key_file: "${join(folder, 'relay.key')}"`;
    relay = await startNats(executables.nats, `${users}websocket { listen: "${relayAddress}", tls { ${files} } }`);
    running.add(() => relay.kill());
    proxy = await startSquid(executables.squid);
    running.add(() => proxy.kill());
    network = await startNetwork({
      network: { cities: [listed] },
      content: {},
      relay: () => ({ servers: [relay.url], credentialsFile: join(folder, 'hub.nk') }),
    });
    running.add(() => network.close());
    running.add(() =>
      asSuperuser('postgres', async (client) => {
        await client.query('DROP DATABASE IF EXISTS musterstadt WITH (FORCE)');
        await client.query('DROP ROLE IF EXISTS musterstadt_owner, musterstadt_serve');
      }),
    );
    const postgres = Number(new URL(testPostgres.superuserUrl()).port);
    namespace = await openNamespace({ 3128: proxy.port, 5432: postgres }, folder);
    running.add(() => namespace.close());
  }, 90_000);
  afterAll(() => running.close());

  /** As it stands on the page, with the folders of this test. */
  const here = (text: string): string => text.replaceAll('/srv/hanse/hanse', ROOT).replaceAll('/srv/hanse', home);

  /** Types what stands on the page below a heading. */
  function type(commands: string): Promise<string> {
    const { username, password } = new URL(testPostgres.superuserUrl());
    return namespace.run(`cd ${ROOT}\n${here(commands)}`, {
      HOME: home,
      PATH: [join(folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(':'),
      ...{ PGHOST: '127.0.0.1', PGUSER: username, PGPASSWORD: decodeURIComponent(password), PGDATABASE: 'postgres' },
    });
  }

  test('reaches nothing but the proxy and its own PostgreSQL, and is reached by nothing', async () => {
    const links = await type(`${executables.ip} -oneline link`);
    expect(links.trim().split('\n')).toEqual([expect.stringContaining('lo:')]);
    const outside = `https://${relayAddress}`;
    await expect(type(`curl --silent --insecure --max-time 5 ${outside}`)).rejects.toMatchObject({ code: 7 });
    const way = `--proxy ${proxy.url.replace(/\d+$/, '3128')}`;
    expect(await type(`curl --silent --insecure --max-time 5 ${way} ${outside}`)).not.toBe('');
    await expect(
      type(`curl --silent --insecure --max-time 5 ${way.replace('secret', 'wrong')} ${outside}`),
    ).rejects.toMatchObject({ code: 56 });
  });

  test('builds the program, and gets a configuration, a database and data by what the page says', async () => {
    expect(page.block('The program')).toMatch(/^npm ci\nnpm run build$/m);
    await type('npm run --silent build');
    await type(page.block('A first configuration'));
    const [roles, migration] = page.block('The database').split(/^(?=rm )/m);
    await type(roles!);
    expect(await type(migration!)).toContain(
      'The database of musterstadt has the schema of this version. musterstadt_serve may serve it.',
    );
    await type(page.block('The data'));
  });

  test('passes the kit on its own machine', async () => {
    const output = await type(page.block('Check it'));
    expect(output).toMatch(/ 0 FAIL \(0 MUST\)/);
    expect(output).not.toContain('NO REPLY');
  });

  test('dials out through the proxy, as the page says of a city without an address', async () => {
    const folderOfTown = join(home, 'musterstadt');
    cpSync(join(folder, 'musterstadt.nk'), join(folderOfTown, 'musterstadt.nk'));
    const keys = await fetch(`${network.hub.url}/.well-known/jwks.json`);
    writeFileSync(join(folderOfTown, 'hub-keys.json'), await keys.text());
    // "take HUB_JWKS out of city.env"
    const settings = join(folderOfTown, 'city.env');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^HUB_JWKS=.*$/m, ''));

    // "connect by WebSocket: `CITY_NATS_URL=...`, and a line `Environment=HTTPS_PROXY=...` more"
    const [, webSocket] = /`(CITY_NATS_URL=wss:[^`]*)`/.exec(page.text)!;
    const [, proxyLine] = /`(Environment=HTTPS_PROXY=[^`]*)`/.exec(page.text)!;
    const [before, after] = [page.block('The service', 'ini'), page.block('Without an address', 'ini')];
    const added = after.replace(/CITY_NATS_URL=\S+/, webSocket!.replace('relay.example.org', relayAddress));
    // A percent sign is doubled in a unit.
    const own = proxy.url.replaceAll('%', '%%').replace(/\d+$/, '3128');
    const line = proxyLine!.replace('http://name:password@proxy.musterstadt.example:3128', own);
    const credentials = join(folder, 'credentials');
    mkdirSync(credentials);
    const { command, cwd, env } = readUnit([here(before), here(added), line], credentials);
    const words = command.map((word) => (word === '/usr/bin/node' ? process.execPath : word));
    const service = namespace.start(words[0]!, words.slice(1), {
      cwd,
      // What the page says of a private authority.
      env: { ...env, PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: join(folder, 'authority.crt') },
    });
    running.add(async () => {
      if (service.exitCode !== null) return;
      service.kill('SIGTERM');
      await once(service, 'exit');
    });
    for (const stream of [service.stdout!, service.stderr!]) stream.on('data', (text) => (said += String(text)));
    // journalctl --grep '...'
    const [, words2] = /journalctl .*--grep '([^']+)'/.exec(page.block('Without an address'))!;
    while (!said.includes(words2!)) {
      if (service.exitCode !== null) throw new Error(said);
      await Promise.race([once(service.stdout!, 'data'), once(service.stderr!, 'data'), once(service, 'exit')]);
    }
    expect(await type('curl --silent --fail http://127.0.0.1:4001/health/ready')).not.toBe('');
    expect(said).not.toMatch(/secret/);
  });

  test('is found in an answer, by what the page has anybody ask', async () => {
    await network.hub.refresh();
    const question = page.block('Join the network').replace('https://hub.example.org', network.hub.url);
    const { stdout } = await promisify(execFile)('bash', ['-c', question]);
    const { experts } = (JSON.parse(stdout) as { readonly data: { readonly experts: object } }).data;
    expect(experts).toEqual({
      nodes: [{ name: 'Sozialplanung', city: { name: 'Musterstadt' } }],
      coverage: { cities: [{ city: { id: 'musterstadt' }, status: 'ANSWERED' }] },
    });
  });

  test('passes the kit through the relay, as the operator of the hub runs it', async () => {
    const command = /^npm run city -- (check nats:.*)$/m.exec(operatorsPage.text)![1]!;
    writeFileSync(
      join(folder, 'hub.env'),
      `HANSE_NATS_URL=${relay.url}\nHANSE_NATS_CREDENTIALS=${join(folder, 'hub.nk')}\n`,
    );
    const own = command
      .replace('/etc/hanse/keys.json', network.hubConfig.signingKeysFile!)
      .replace('/etc/hanse/hub.env', join(folder, 'hub.env'));
    const run = `npm run --silent city -- ${own} --internal musterstadt:staff:4712`;
    const { stdout } = await promisify(execFile)('bash', ['-c', run], { cwd: ROOT });
    expect(stdout).toMatch(/ 0 FAIL \(0 MUST\)/);
    expect(stdout).not.toContain('NO REPLY');
  });
});
