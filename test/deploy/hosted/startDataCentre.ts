import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Closers } from '../../../gateway/Closers';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { migrate } from '../../../subgraphs/city/database/migrate';
import { generateCity } from '../../../subgraphs/city/generate/generateCity';
import { importFolder } from '../../../subgraphs/city/import/importSource';
import { startKeyServer } from '../../../subgraphs/city/auth/test/startKeyServer';
import { TestKey } from '../../../subgraphs/city/auth/test/TestKey';
import { DatabaseWire } from '../../postgres/DatabaseWire';
import { startPgBouncer } from '../../postgres/startPgBouncer';
import { pino } from 'pino';
import { startPostgres } from '../../../gateway/demo/postgres/startPostgres';
import { untilOk } from '../../until';
import { onConnection } from '../../postgres/onConnection';

/** Many cities of one data centre, each with a database and a role of its own on one PostgreSQL, served by one process. */
export interface DataCentre {
  readonly cityIds: readonly string[];
  readonly origin: string;
  /** By which the cities know the hub. */
  readonly key: TestKey;
  /** The first one's line to its database. */
  readonly wire: DatabaseWire;
  /** Does something as the administrator of all databases. */
  inDatabase(statement: string): Promise<void>;
  /** Connections to PostgreSQL's databases of cities at this moment. */
  connections(): Promise<number>;
  /** What of the server's process is in memory. */
  residentBytes(): number;
  close(): Promise<void>;
}

const ROOT = join(__dirname, '..', '..', '..');
const TEMPLATE = 'hosted_template';
/** Of each city. */
const SIZE = { staff: 200, experiences: 2_000, topics: 40, programmes: 40 };
/** Until all cities are served. */
const START_MS = 120_000;
const PASSWORD = 'nobodyelsecomeshere';

/**
 * @param pgBouncer stands in its mode `transaction` before all databases
 * @param connections which the server may have at most
 */
export async function startDataCentre(count: number, connections: number, pgBouncer: string): Promise<DataCentre> {
  const ends = new Closers();
  const home = mkdtempSync(join(tmpdir(), 'data-centre-'));
  ends.add(() => {
    rmSync(home, { recursive: true, force: true });
  });
  // The database may run as another user, who has to get through.
  chmodSync(home, 0o755);
  try {
    const postgres = await startPostgres({
      dataFolder: join(home, 'postgres'),
      settings: { fsync: 'off', max_connections: '250', autovacuum: 'off' },
      logger: pino({ level: 'silent' }),
    });
    ends.add(() => postgres.stop());
    const urlOf = (name: string, role?: string): string => {
      const url = new URL(postgres.superuserUrl);
      url.pathname = `/${name}`;
      if (role !== undefined) Object.assign(url, { username: role, password: PASSWORD });
      return url.href;
    };
    await makeTemplate(urlOf, join(home, 'source'));
    const cityIds = Array.from({ length: count }, (_, number) => `town-${number + 1}`);
    const databases = new Map<string, string>();
    for (const cityId of cityIds) databases.set(cityId, await copyTemplate(cityId, urlOf));

    const [fragile = ''] = cityIds;
    const url = new URL(databases.get(fragile) ?? '');
    const wire = await DatabaseWire.to(Number(url.port));
    ends.add(() => wire.cut());
    url.port = String(wire.port);
    const ways = new Map(databases).set(fragile, url.href);
    const pooler = await startPgBouncer(pgBouncer, [...ways.values()], 1);
    ends.add(() => pooler.stop());
    const key = await TestKey.create('hub');
    const keyServer = await startKeyServer(key.publicJwk);
    ends.add(() => keyServer.close());
    const folder = join(home, 'cities');
    for (const cityId of cityIds) {
      mkdirSync(join(folder, cityId), { recursive: true });
      const settings = {
        ...{ CITY_ID: cityId, DATABASE_URL: pooler.through(databases.get(cityId) ?? '') },
        CITY_CURSOR_KEYS: `${cityId}-`.padEnd(40, 'k'),
      };
      const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
      writeFileSync(join(folder, cityId, 'city.env'), lines.join('\n'));
    }

    const port = await findFreePort();
    const server = spawn(
      process.execPath,
      ['--no-enable-source-maps', '-r', './register.js', 'subgraphs/city/main.ts', 'serve', '--cities', folder],
      {
        cwd: ROOT,
        env: {
          ...{ PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), HUB_JWKS: keyServer.url },
          ...{ CITIES_CONNECTIONS: String(connections), SHUTDOWN_GRACE_MS: '0', DATABASE_TRANSACTION_POOLING: 'true' },
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const exit = once(server, 'exit');
    ends.add(async () => {
      server.kill('SIGTERM');
      await exit;
    });
    const origin = `http://127.0.0.1:${port}`;
    const ready = untilOk(`${origin}/health/ready`, undefined, START_MS);
    await Promise.race([ready, exit.then(() => Promise.reject(new Error('The server ended at once.')))]);
    const admin = new Client({ connectionString: postgres.superuserUrl });
    await admin.connect();
    ends.add(() => admin.end());
    return {
      ...{ cityIds, origin, key, wire },
      inDatabase: async (statement) => {
        await admin.query(statement);
      },
      connections: async () => {
        const { rows } = await admin.query<{ open: number }>(
          `SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname LIKE 'town%'`,
        );
        return rows[0]?.open ?? 0;
      },
      residentBytes: () => {
        const [, kilobytes] =
          /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid ?? 0}/status`, 'utf8')) ?? [];
        return Number(kilobytes) * 1024;
      },
      close: () => ends.close(),
    };
  } catch (error) {
    await ends.close();
    throw error;
  }
}

type UrlOf = (name: string, role?: string) => string;

/** A database with an invented city, which whoever serves may read. */
async function makeTemplate(urlOf: UrlOf, source: string): Promise<void> {
  await as(urlOf('postgres'), `CREATE DATABASE ${TEMPLATE}`, 'CREATE ROLE serves NOLOGIN');
  await migrate(urlOf(TEMPLATE), 'serves');
  await generateCity({ cityId: 'town', seed: 1, language: 'de', ...SIZE }, source);
  const dataSource = await createDataSource(urlOf(TEMPLATE)).initialize();
  await importFolder(dataSource, 'town', source).finally(() => dataSource.destroy());
}

/** Returns the URL of the role that serves it, and may connect to no other. */
async function copyTemplate(cityId: string, urlOf: UrlOf): Promise<string> {
  const name = cityId.replace('-', '_');
  const limits = "SET statement_timeout = '10s'";
  await as(
    urlOf('postgres'),
    `CREATE ROLE ${name} LOGIN PASSWORD '${PASSWORD}' IN ROLE serves`,
    `ALTER ROLE ${name} ${limits}`,
    `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`,
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC, serves`,
    `GRANT CONNECT ON DATABASE ${name} TO ${name}`,
  );
  await as(urlOf(name), `UPDATE city SET id = '${cityId}'`);
  return urlOf(name, name);
}

const as = (url: string, ...statements: readonly string[]): Promise<void> =>
  onConnection(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
