import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SILENT_CITY } from '../../browser/journeys/Outage';
import type { Outage } from '../../browser/journeys/Outage';
import type { TestNetwork } from '../../network/startNetwork';

const ROOT = join(__dirname, '..', '..', '..');

/** Serves the city from a process of its own, as its operators would; an outage is SIGKILL, and ends with a new process. */
export async function killProcess(network: TestNetwork): Promise<Outage> {
  const { wire, databaseUrl } = network.city(SILENT_CITY);
  let city: ChildProcess | undefined;

  async function begin(): Promise<void> {
    if (city === undefined) return;
    const ended = once(city, 'exit');
    city.kill('SIGKILL');
    await ended;
    city = undefined;
  }

  async function end(): Promise<void> {
    const started = spawn(process.execPath, ['-r', './register.js', 'subgraphs/city/main.ts', 'serve'], {
      cwd: ROOT,
      env: {
        ...{ PATH: process.env['PATH'], CITY_ID: SILENT_CITY, DATABASE_URL: databaseUrl, PORT: '0' },
        HUB_JWKS: `${network.hub.url}/.well-known/jwks.json`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    city = started;
    const url = await new Promise<string>((resolve, reject) => {
      started.once('exit', () => {
        reject(new Error('The city ended at once.'));
      });
      createInterface(started.stdout).on('line', (line) => {
        const { msg, url: at } = JSON.parse(line) as { readonly msg: string; readonly url: string };
        if (msg === 'serving') resolve(at);
      });
    });
    wire.treat = () => ({ to: url });
  }

  await end();
  return {
    begin,
    end,
    close: async () => {
      wire.treat = () => 'FORWARD';
      await begin();
    },
  };
}
