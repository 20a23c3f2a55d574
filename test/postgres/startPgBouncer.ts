import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';
import { findOrCreatePostgresUser } from '../../gateway/demo/postgres/ServerUser';
import { untilListening } from '../until';

/** PgBouncer before the databases of one server, in its mode `transaction`. */
export interface TestPgBouncer {
  /** The URL of one of them by way of the pooler. */
  through(databaseUrl: string): string;
  stop(): Promise<void>;
}

/** With as many sessions at each database as are given. */
export async function startPgBouncer(
  executable: string,
  databaseUrls: readonly string[],
  sessions: number,
): Promise<TestPgBouncer> {
  const listenPort = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), 'pgbouncer-'));
  const file = join(folder, 'pgbouncer.ini');
  const databases = databaseUrls.map((databaseUrl) => {
    const { hostname, port, username, password, pathname } = new URL(databaseUrl);
    const database = pathname.slice(1);
    return `${database} = host=${hostname} port=${port} dbname=${database} user=${username} password=${password}`;
  });
  writeFileSync(
    file,
    `[databases]
${databases.join('\n')}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${sessions}
max_client_conn = 1000
server_login_retry = 1
query_wait_timeout = 10
`,
  );
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? await findOrCreatePostgresUser(pino({ level: 'silent' })) : undefined;
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const child = spawn(executable, ['-q', file], { stdio: 'ignore', ...user });
  const exit = once(child, 'exit');
  await untilListening(listenPort, child, () => 'pgbouncer ended at once.');
  return {
    through: (databaseUrl) => {
      const url = new URL(databaseUrl);
      url.port = String(listenPort);
      return url.href;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
