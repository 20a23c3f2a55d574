import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Network } from '../../subgraphs/directory/network/Network';
import { NetworkFileError } from '../../subgraphs/directory/network/NetworkFileError';
import { parseNetwork } from '../../subgraphs/directory/network/parseNetwork';
import { describeChange } from './describeChange';
import { parseAside } from './parsing/parseAside';
import { watchFile } from './watchFile';

/** What came of reading the file again. `refused`: it cannot be used, and the last good one holds. */
export type ReloadOutcome = 'reloaded' | 'unchanged' | 'refused';

/** Called at the change itself: nobody sees the new network before. */
export type NetworkListener = (after: Network, before: Network) => void;

/** The network as its file says. One that changes is a new object. */
export interface NetworkFile {
  readonly current: () => Network;
  /** Reads the file now. Never rejects. */
  reload(): Promise<ReloadOutcome>;
  onChange(listener: NetworkListener): void;
  /** Ends the watch; the network stays as it is. */
  close(): void;
}

/** Of a file with very many mistakes, the first ones are enough to begin with. */
const MAX_PROBLEMS_LOGGED = 50;

/**
 * Reads the network's file, and again whenever it changes. A file that is broken or gone is refused as a whole, each of
 * its problems logged with its line, and the last good network stays.
 *
 * Rejects with a `NetworkFileError`, or the error of the system, when there is no good file to begin with.
 */
export async function openNetworkFile(file: string, logger: Logger): Promise<NetworkFile> {
  let text = await readFile(file, 'utf8');
  let network = parseNetwork(text, file);
  /** What was refused last, so that it is logged once. */
  let refused: string | undefined;
  const closing = new AbortController();
  const isClosed = (): boolean => closing.signal.aborted;
  const listeners: NetworkListener[] = [];

  async function readAgain(): Promise<ReloadOutcome> {
    if (isClosed()) return 'unchanged';
    let found: string;
    try {
      found = await readFile(file, 'utf8');
    } catch (error) {
      return refuse(String(error), { reason: (error as Error).message });
    }
    if (found === text) {
      if (refused !== undefined) logger.info({ file }, 'network file as it was');
      refused = undefined;
      return 'unchanged';
    }
    if (found === refused) return 'refused';
    try {
      const parsed = await parseAside(found, file);
      if (isClosed()) return 'unchanged';
      take(parsed, found);
      return 'reloaded';
    } catch (error) {
      if (!(error instanceof NetworkFileError)) throw error;
      const { problems } = error;
      return refuse(found, { problems: problems.slice(0, MAX_PROBLEMS_LOGGED), count: problems.length });
    }
  }

  function take(after: Network, found: string): void {
    const before = network;
    network = after;
    text = found;
    refused = undefined;
    logger.info({ file, cities: after.cities.size, ...describeChange(before, after) }, 'network file reloaded');
    for (const listener of listeners) listener(after, before);
  }

  function refuse(what: string, why: object): 'refused' {
    if (what !== refused) logger.error({ file, ...why }, 'network file refused, the last good one stays');
    refused = what;
    return 'refused';
  }

  let last: Promise<ReloadOutcome> = Promise.resolve('unchanged');
  const reload = (): Promise<ReloadOutcome> =>
    (last = last.then(readAgain).catch((error: unknown) => {
      logger.error({ err: error, file }, 'reading the network file failed');
      return 'refused';
    }));
  const watched = watchFile(file, () => void reload(), logger);

  return {
    current: () => network,
    reload,
    onChange: (listener) => listeners.push(listener),
    close: () => {
      closing.abort();
      watched.close();
    },
  };
}
