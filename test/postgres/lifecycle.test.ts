import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { findPostgresBinaries, provideBinaries } from '../../gateway/demo/postgres/provideBinaries';
import { HomeInUseError } from '../../gateway/demo/postgres/takeOwnerLock';
import { readProcess } from '../../gateway/demo/postgres/readProcess';
import type { ServerUser } from '../../gateway/demo/postgres/ServerUser';
import { canEnter, findOrCreatePostgresUser } from '../../gateway/demo/postgres/ServerUser';
import type { RunningPostgres } from '../../gateway/demo/postgres/startPostgres';
import { startPostgres } from '../../gateway/demo/postgres/startPostgres';
import { listProcesses } from './listProcesses';
import { until } from '../until';
import { onConnection } from './onConnection';

const logger = pino({ level: 'silent' });
const checkout = path.join(__dirname, '../..');
const asRoot = process.getuid?.() === 0 ? test : test.skip;

let scratch: string;
let dataFolder: string;
let sharedFolder: string;
let running: RunningPostgres[];
let launchers: ChildProcess[];

beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'hanse-test-'));
  await chmod(scratch, 0o755);
  dataFolder = path.join(scratch, 'postgres');
  sharedFolder = path.join(scratch, 'shared');
  running = [];
  launchers = [];
});

afterEach(async () => {
  for (const launcher of launchers) {
    launcher.kill('SIGKILL');
  }
  for (const postgres of running) {
    await postgres.stop();
  }
  await rm(scratch, { recursive: true, force: true, maxRetries: 10 });
});

async function start(): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataFolder, sharedFolder, logger });
  running.push(postgres);
  return postgres;
}

const ask = (url: string, sql: string): Promise<unknown[]> =>
  onConnection(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

/** A launcher in a process of its own; `output` is its first line, or all it said when it ended without one. */
function launch(user?: ServerUser): { launcher: ChildProcess; output: Promise<string> } {
  const launcher = spawn(
    process.execPath,
    ['-r', './register.js', path.join(__dirname, 'holdPostgres.ts'), dataFolder, sharedFolder],
    { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'], ...user },
  );
  launchers.push(launcher);
  const output = new Promise<string>((resolve) => {
    let text = '';
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.startsWith('postgres://') && text.includes('\n')) {
          resolve(text.trim());
        }
      });
    }
    launcher.once('close', () => {
      resolve(text);
    });
  });
  return { launcher, output };
}

async function kill(launcher: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  launcher.kill(signal);
  if (launcher.exitCode === null && launcher.signalCode === null) {
    await once(launcher, 'exit');
  }
}

async function postmasterPid(folder = dataFolder): Promise<number> {
  return Number((await readFile(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** The processes of this machine whose command line names the scratch folder. */
async function processesHere(): Promise<string[]> {
  return (await listProcesses()).map(({ command }) => command).filter((command) => command.includes(scratch));
}

test('a fresh start serves databases on loopback only, and a restart keeps their data', async () => {
  const first = await start();
  const url = await first.createDatabase('bad-homburg');
  await ask(url, "CREATE TABLE note AS SELECT 'kept' AS text");
  expect(await ask(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await first.stop();

  const second = await start();
  const again = await second.createDatabase('bad-homburg');
  expect(await ask(again, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
});

test('the password is random, readable to its owner alone, and needed', async () => {
  const postgres = await start();
  const file = path.join(postgres.folder, 'password');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readFile(file, 'utf8')).length).toBeGreaterThanOrEqual(32);

  const wrong = new URL(postgres.superuserUrl);
  wrong.password = 'postgres';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('stop leaves no process and no lock, although sessions are open, and may be called twice', async () => {
  const postgres = await start();
  const client = new Client({ connectionString: postgres.superuserUrl });
  client.on('error', () => undefined);
  await client.connect();
  await Promise.all([postgres.stop(), postgres.stop()]);
  await client.end().catch(() => undefined);
  expect(await processesHere()).toEqual([]);
  expect(existsSync(path.join(postgres.folder, 'owner.json'))).toBe(false);
});

test('a server whose launcher was killed is stopped, and its data is served again', async () => {
  const { launcher, output } = launch();
  const url = await output;
  await ask(url, "CREATE TABLE note AS SELECT 'kept' AS text");
  const orphan = await postmasterPid();
  await kill(launcher, 'SIGKILL');
  expect(await readProcess(orphan)).not.toBeNull();

  const postgres = await start();
  expect(await postmasterPid()).not.toBe(orphan);
  expect(await readProcess(orphan)).toBeNull();
  expect(await ask(postgres.superuserUrl, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
});

test('a launcher that ends without stopping its server takes it with it', async () => {
  const { launcher, output } = launch();
  await output;
  const pid = await postmasterPid();
  await kill(launcher, 'SIGUSR2');
  await until('the process ended', async () => (await readProcess(pid)) === null);
});

test('a start recovers when launcher and server were both killed', async () => {
  const { launcher, output } = launch();
  await ask(await output, "CREATE TABLE note AS SELECT 'kept' AS text");
  await kill(launcher, 'SIGKILL');
  process.kill(await postmasterPid(), 'SIGKILL');

  const postgres = await start();
  expect(await ask(postgres.superuserUrl, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
});

test('an innocent process that got the id of a dead server is left alone', async () => {
  const postgres = await start();
  await postgres.stop();
  const innocent = spawn('sleep', ['60']);
  try {
    await writeFile(
      path.join(dataFolder, 'cluster', 'postmaster.pid'),
      `${innocent.pid ?? 0}\n/nowhere\n1\n1\n\n\n\nready\n`,
    );
    const again = await start();
    expect(await ask(again.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readProcess(innocent.pid ?? 0)).not.toBeNull();
  } finally {
    innocent.kill();
  }
});

test('a start that was killed while it made the cluster does not hinder the next', async () => {
  const { launcher } = launch();
  await until('the folder is there', () => existsSync(dataFolder));
  await until('the cluster is being made', async () =>
    (await readdir(dataFolder)).some((name) => name.startsWith('initdb-')),
  );
  await kill(launcher, 'SIGKILL');
  expect(existsSync(path.join(dataFolder, 'cluster'))).toBe(false);

  const postgres = await start();
  expect(await ask(postgres.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect((await readdir(dataFolder)).sort()).toEqual(['cluster', 'owner.json', 'password', 'server.log']);
});

test('a second launcher on the same home is told who uses it, and the first goes on', async () => {
  const postgres = await start();
  const { output } = launch();
  expect(await output).toContain(`is in use by process ${process.pid}`);
  await expect(start()).rejects.toThrow(HomeInUseError);
  expect(await ask(postgres.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a lock whose process id now belongs to another process is taken over', async () => {
  await mkdir(dataFolder);
  await writeFile(path.join(dataFolder, 'owner.json'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
  const postgres = await start();
  expect(await ask(postgres.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

asRoot('an ordinary user can start it, and root serves that data as this user', async () => {
  const user = await findOrCreatePostgresUser(logger);
  if (!(await canEnter(user, checkout))) {
    return;
  }
  await chown(scratch, user.uid, user.gid);
  const { launcher, output } = launch(user);
  await ask(await output, "CREATE TABLE note AS SELECT 'kept' AS text");
  await kill(launcher, 'SIGTERM');
  expect(await processesHere()).toEqual([]);

  const postgres = await start();
  expect(await ask(postgres.superuserUrl, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
  await postgres.stop();

  const again = launch(user);
  expect(await ask(await again.output, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
  await kill(again.launcher, 'SIGTERM');
});

asRoot('root keeps the data elsewhere when the user of the server cannot enter the home', async () => {
  await chmod(scratch, 0o700);
  sharedFolder = await mkdtemp(path.join(tmpdir(), 'hanse-test-shared-'));
  await chmod(sharedFolder, 0o755);
  try {
    const first = await start();
    expect(path.dirname(first.folder)).toBe(sharedFolder);
    expect((await lstat(path.join(dataFolder, 'cluster'))).isSymbolicLink()).toBe(true);
    await ask(first.superuserUrl, "CREATE TABLE note AS SELECT 'kept' AS text");
    await first.stop();

    const second = await start();
    expect(second.folder).toBe(first.folder);
    expect(await ask(second.superuserUrl, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
    await second.stop();

    // A home that was deleted begins anew, and what it left is not touched.
    await rm(dataFolder, { recursive: true });
    const third = await start();
    expect(third.folder).not.toBe(first.folder);
    expect(await ask(third.superuserUrl, "SELECT to_regclass('note') AS note")).toEqual([{ note: null }]);
  } finally {
    await running.at(-1)?.stop();
    await rm(sharedFolder, { recursive: true, force: true });
  }
});

asRoot('root runs a copy of programs that the user of the server cannot reach', async () => {
  const user = await findOrCreatePostgresUser(logger);
  const found = findPostgresBinaries();
  const hidden = path.join(scratch, 'hidden');
  await mkdir(hidden, { mode: 0o700 });
  await cp(found.folder, path.join(hidden, 'native'), { recursive: true, verbatimSymlinks: true });
  const unreachable = {
    ...found,
    folder: path.join(hidden, 'native'),
    initdb: path.join(hidden, 'native/bin/initdb'),
    postgres: path.join(hidden, 'native/bin/postgres'),
  };
  const [one, other] = await Promise.all([
    provideBinaries(unreachable, user, sharedFolder, logger),
    provideBinaries(unreachable, user, sharedFolder, logger),
  ]);
  expect(one).toEqual(other);
  expect(await readdir(sharedFolder)).toEqual([`postgresql-${found.version}`]);
});
