import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { untilOk } from '../../until';

/** What stands before the hubs and shares the requests out. */
export interface Balancer {
  readonly url: string;
  kill(): Promise<void>;
}

const page = readFileSync(join(__dirname, '..', '..', '..', 'gateway', 'README.md'), 'utf8');

/** HAProxy, with the configuration that the page of operators shows, for these hubs. */
export async function startHaproxy(executable: string, hubs: readonly number[]): Promise<Balancer> {
  return await start(executable, 'haproxy', (port, folder) => ({
    text: shown('haproxy')
      .replace(/bind .*/, `bind 127.0.0.1:${port}`)
      .replace(/(\n +server \S+ 10\.\S+)+/, hubs.map((hub) => `\n  server hub-${hub} 127.0.0.1:${hub}`).join('')),
    args: ['-db', '-f', join(folder, 'haproxy.conf')],
  }));
}

/** nginx, likewise. */
export async function startNginx(executable: string, hubs: readonly number[]): Promise<Balancer> {
  return await start(executable, 'nginx', (port, folder) => ({
    text: `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit;
events {}
http {
access_log off; client_body_temp_path ${folder}/bodies; proxy_temp_path ${folder}/answers;
fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
${shown('nginx', 'upstream')
  .replace(/listen .*/, `listen 127.0.0.1:${port};`)
  .replace(/ssl_\S+ .*\n/g, '')
  .replace(/(\n +server 10\.\S+;)+/, hubs.map((hub) => `\n  server 127.0.0.1:${hub};`).join(''))}
}
`,
    args: ['-p', folder, '-c', join(folder, 'nginx.conf')],
  }));
}

/** The block of the page in this language that begins with a word. */
function shown(language: string, word = ''): string {
  const block = new RegExp(`\`\`\`${language}\n(${word}[^]*?)\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`gateway/README.md shows no configuration of ${language}.`);
  return block;
}

type Configure = (port: number, folder: string) => { readonly text: string; readonly args: readonly string[] };

async function start(executable: string, name: string, configure: Configure): Promise<Balancer> {
  const folder = mkdtempSync(join(tmpdir(), `hanse-${name}-`));
  const port = await findFreePort();
  const { text, args } = configure(port, folder);
  writeFileSync(join(folder, `${name}.conf`), text);
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const exit = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await untilOk(`${url}/health/ready`, () => {
    if (child.exitCode !== null) throw new Error(`${name} ended at once: ${said}`);
  });
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}
