import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from '../../optional/findProgram';
import { startNats } from '../../nats/startNats';
import type { Bench, BenchOptions } from '../Bench';
import { figure } from '../figures';
import { measureSearch } from '../scale/measureSearch';
import { measureStart } from '../scale/measureStart';
import { citiesOf, filesOf, openScale } from '../scale/openScale';
import { measureDetour } from './measureDetour';

/**
 * The scale bench over a relay: 10,000 cities that dial out to a NATS server, each by a connection and a key of its own, beside 20
 * that dial out to another one, and beside 20 that are reached at their addresses. Without TLS.
 */
export const relayBench: Bench = {
  name: 'relay',
  async run(options, tell) {
    const executable = findProgram('NATS_SERVER', 'nats-server');
    if (executable === undefined) throw new Error('There is no nats-server: install it, or name one in NATS_SERVER.');
    await refuseFewFiles(options);
    const few = await startNats(executable);
    const relay = await startNats(executable);
    try {
      const alone = await residentKilobytes(relay.pid);
      tell('inventing cities, and dialling out');
      const scale = await openScale(options, { small: few, large: relay });
      try {
        const start = await measureStart(scale, options, tell);
        const search = await measureSearch(scale, start.hubs, options, tell);
        // A hub of 10,000 visits its cities again and again, and what they count is told to whoever asks.
        await Promise.all(Object.values(start.hubs).map((hub) => hub.end()));
        const detour = await measureDetour(scale, options, tell);
        const perCity = (await residentKilobytes(relay.pid)) - alone;
        const memory = figure('memory of the relay per city', 'KB', [perCity / scale.cities.large]);
        return {
          rows: [...search.rows, ...start.rows, ...detour.rows],
          figures: [...start.figures, memory, ...search.figures, ...detour.figures],
        };
      } finally {
        tell('ending');
        await scale.close();
      }
    } finally {
      await Promise.all([relay.kill(), few.kill()]);
    }
  },
};

/** A process that may not open as many would fail somewhere in the middle. */
async function refuseFewFiles(options: BenchOptions): Promise<void> {
  const { stdout } = await promisify(execFile)('sh', ['-c', 'ulimit -Hn']);
  const cities = citiesOf(options);
  const needed = Math.max(cities + 500, filesOf(cities));
  // Or "unlimited".
  if (Number(stdout) < needed) {
    throw new Error(`A process has to be able to open ${needed} files (ulimit -Hn), and may open ${stdout.trim()}.`);
  }
}

async function residentKilobytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1.024;
}
