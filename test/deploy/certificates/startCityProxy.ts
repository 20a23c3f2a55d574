import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { untilListening } from '../../until';
import { readPage } from '../town/readPage';

/** A city's own reverse proxy, which ends TLS before its server and lets in who shows a certificate of the hub's authority. */
export interface CityProxy {
  readonly url: string;
  kill(): Promise<void>;
}

interface ProxyOptions {
  readonly executable: string;
  /** With `city.crt`, `city.key`, both in `city.pem`, and `authority.crt`. */
  readonly folder: string;
  /** Where the city's server answers, without a path. */
  readonly server: string;
}

const page = readPage(join(__dirname, '..', '..', '..', 'subgraphs', 'city', 'README.md'));
const HEADING = "Only with the hub's certificate";

/** As "Host a city in an afternoon" has it. */
export async function startNginx({ executable, folder, server }: ProxyOptions): Promise<CityProxy> {
  const own = join(folder, 'nginx');
  mkdirSync(own);
  const locations = page.block('TLS', 'nginx').replaceAll('http://127.0.0.1:4001', server);
  const verify = page.block(HEADING, 'nginx').replace(/\/etc\/\S+\.pem/, join(folder, 'authority.crt'));
  return await start(executable, ['-p', own, '-c', join(own, 'nginx.conf')], async (port) => {
    await writeFile(
      join(own, 'nginx.conf'),
      `daemon off; master_process off; pid ${own}/pid; error_log stderr crit;
events {}
http {
access_log off; client_body_temp_path ${own}/bodies; proxy_temp_path ${own}/answers;
fastcgi_temp_path ${own}/f; uwsgi_temp_path ${own}/u; scgi_temp_path ${own}/s;
server {
listen 127.0.0.1:${port} ssl; ssl_certificate ${folder}/city.crt; ssl_certificate_key ${folder}/city.key;
${verify}${locations}}
}
`,
    );
  });
}

/** With the words of the same page about its `bind`. */
export async function startHaproxy({ executable, folder, server }: ProxyOptions): Promise<CityProxy> {
  const file = join(folder, 'haproxy.conf');
  const [, words] = /With HAProxy, `([^`]+)`/.exec(page.text)!;
  const verify = words!.replace(/\/etc\/\S+\.pem/, join(folder, 'authority.crt'));
  return await start(executable, ['-db', '-f', file], async (port) => {
    await writeFile(
      file,
      `defaults
  mode http
  timeout connect 2s
  timeout client 30s
  timeout server 30s
frontend city
  bind 127.0.0.1:${port} ssl crt ${folder}/city.pem ${verify}
  default_backend server
backend server
  server city ${new URL(server).host}
`,
    );
  });
}

async function start(
  executable: string,
  args: readonly string[],
  configure: (port: number) => Promise<void>,
): Promise<CityProxy> {
  const port = await findFreePort();
  await configure(port);
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const exit = once(child, 'exit');
  await untilListening(port, child, () => `${executable} ended at once: ${said}`);
  return {
    url: `https://127.0.0.1:${port}/graphql`,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
