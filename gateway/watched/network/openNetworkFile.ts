import type { Logger } from 'pino';
import type { Network } from '../../../subgraphs/directory/network/Network';
import { NetworkFileError } from '../../../subgraphs/directory/network/NetworkFile';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { openWatchedFile } from '../files/openWatchedFile';
import type { FileKind, WatchedFile } from '../files/openWatchedFile';
import { describeChange } from './describeChange';
import { parseAside } from './parsing/parseAside';

/** The network as its file says. One that changes is a new object. */
export type NetworkFile = WatchedFile<Network>;

/** Of a file with very many mistakes, the first ones are enough to begin with. */
const MAX_PROBLEMS_LOGGED = 50;

const networkFile: FileKind<Network> = {
  name: 'network file',
  parse: parseNetwork,
  parseAside,
  whyRefused: (error) => {
    if (!(error instanceof NetworkFileError)) return undefined;
    return { problems: error.problems.slice(0, MAX_PROBLEMS_LOGGED), count: error.problems.length };
  },
  describe: (after, before) => ({ cities: after.cities.size, ...describeChange(before, after) }),
};

/**
 * Reads the network's file, and again whenever it changes. A file that is broken or gone is refused as a whole, each of
 * its problems logged with its line, and the last good network stays.
 *
 * Rejects with a `NetworkFileError` or a `FileUnreadableError` when there is no good file to begin with.
 */
export function openNetworkFile(file: string, logger: Logger): Promise<NetworkFile> {
  return openWatchedFile(file, networkFile, logger);
}
