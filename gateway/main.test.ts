import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { until } from '../test/until';

const folder = mkdtempSync(join(tmpdir(), 'hanse-main-'));
const networkFile = join(folder, 'network.yaml');
writeFileSync(networkFile, 'name: Empty\ncities: []\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(environment: Record<string, string>, ...args: string[]): ChildProcess & { exit: Promise<number | null> } {
  const child = spawn(process.execPath, ['-r', './register.js', join(__dirname, 'main.ts'), ...args], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      HANSE_NETWORK: networkFile,
      HANSE_CITIES_HTTPS_ONLY: 'false',
      LOG_LEVEL: 'silent',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return Object.assign(child, { exit });
}

test.each<[string, Record<string, string>, RegExp]>([
  [
    'a missing network file',
    { HANSE_NETWORK: '/nowhere/network.yaml' },
    /^\/nowhere\/network\.yaml cannot be read \(ENOENT\)\.\n$/,
  ],
  [
    'an audit folder that is none',
    { HANSE_AUDIT_FOLDER: networkFile },
    /^The audit trail cannot be written into .* \(EEXIST\)\. HANSE_AUDIT_FOLDER must name [^\n]*\n$/,
  ],
  [
    'an address of another machine',
    { HOST: '192.0.2.1' },
    /^Cannot listen \([^\n]*\)\. HOST and METRICS_HOST must [^\n]*\n$/,
  ],
])('%s end the process with clear words and code 1', async (_, environment, words) => {
  const child = run(environment);
  const stderr = await text(child.stderr!);
  expect(await child.exit).toBe(1);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('an option that there is not ends the process with clear words and code 1', async () => {
  const child = run({}, '--prot=1');
  expect(await text(child.stderr!)).toContain("unknown option '--prot=1'");
  expect(await child.exit).toBe(1);
});

test('--help says where the settings are', async () => {
  const child = run({}, '--help');
  expect(await text(child.stdout!)).toContain('gateway/README.md');
  expect(await child.exit).toBe(0);
});

test.each(['PORT', 'METRICS_PORT'])('a taken %s ends the process with clear words and code 1', async (variable) => {
  const blocker = createServer();
  await once(blocker.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = blocker.address() as AddressInfo;
    const child = run({ [variable]: String(port) });
    expect(await text(child.stderr!)).toBe(`Port ${port} is taken. Choose another one with ${variable}.\n`);
    expect(await child.exit).toBe(1);
  } finally {
    await new Promise((resolve) => blocker.close(resolve));
  }
});

/** A hub that has said where it is; `said` waits until its log has these words. */
async function start(environment: Record<string, string> = {}) {
  const child = run({ LOG_LEVEL: 'info', ...environment });
  let log = '';
  child.stderr!.on('data', (data) => (log += String(data)));
  const [line] = await once(child.stdout!, 'data');
  const [, url] = /^The hub answers at (http:\S+)\/graphql\n$/.exec(String(line)) ?? [];
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const said = (words: string): Promise<void> => until(`the log says ${words}`, () => log.includes(words));
  return { child, said };
}

test('the hub says where it is, and SIGINT ends it with code 0', async () => {
  const { child } = await start();
  child.kill('SIGINT');
  expect(await child.exit).toBe(0);
});

test('SIGHUP has the hub read the network file again, and SIGTERM alone ends it, with code 0', async () => {
  const ownFile = join(folder, 'own.yaml');
  writeFileSync(ownFile, 'name: Empty\ncities: []\n');
  const { child, said } = await start({ HANSE_NETWORK: ownFile });
  await said('hub listening');
  child.kill('SIGHUP');
  await said('"outcome":"unchanged"');
  writeFileSync(ownFile, 'name: Empty\ncities: none\n');
  child.kill('SIGHUP');
  await said('"line":2');
  child.kill('SIGTERM');
  expect(await child.exit).toBe(0);
});
