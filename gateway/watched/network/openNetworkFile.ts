import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { City, Network } from '../../../subgraphs/directory/network/Network';
import { NetworkFileError } from '../../../subgraphs/directory/network/NetworkFile';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { openWatchedFile } from '../files/openWatchedFile';
import type { FileKind, WatchedFile } from '../files/openWatchedFile';
import { parseInWorker } from './parsing/parseInWorker';

/** The network as its file says. One that changes is a new object. */
export type NetworkFile = WatchedFile<Network>;

/** Of a file with very many mistakes, the first ones are enough to begin with. */
const MAX_PROBLEMS_LOGGED = 50;

const networkFile: FileKind<Network> = {
  name: 'network file',
  parse: parseNetwork,
  parseInWorker,
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

/** Which cities changed from one network to the next: their slugs, for the log. What did not happen is left out. */
interface NetworkChange {
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  /** To another address. */
  readonly moved?: readonly string[];
  /** They have a server now, and had none before. */
  readonly connected?: readonly string[];
  /** They have none any more. */
  readonly disconnected?: readonly string[];
  /** Calls to them are bound to their body now, and were not before; or the other way round. */
  readonly bound?: readonly string[];
  readonly unbound?: readonly string[];
  /** Connections to them are made in another way: `tls`, `publicOnly`. */
  readonly reconnected?: readonly string[];
  readonly suspended?: readonly string[];
  readonly resumed?: readonly string[];
}

/** So that one line of the log stays one line. */
const MAX_SLUGS = 50;

export function describeChange(before: Network, after: Network): NetworkChange {
  const changes = new Map<keyof NetworkChange, string[]>();
  const note = (kind: keyof NetworkChange, id: string): void => {
    const slugs = changes.get(kind) ?? [];
    if (slugs.length < MAX_SLUGS) slugs.push(id);
    changes.set(kind, slugs);
  };
  for (const city of after.cities.values()) {
    const known = before.cities.get(city.id);
    const kind = known === undefined ? 'added' : kindOf(known, city);
    if (kind !== undefined) note(kind, city.id);
  }
  for (const id of before.cities.keys()) if (!after.cities.has(id)) note('removed', id);
  return Object.fromEntries(changes);
}

function kindOf(before: City, after: City): keyof NetworkChange | undefined {
  if (!before.suspended !== !after.suspended) return after.suspended ? 'suspended' : 'resumed';
  if (before.url === after.url) {
    if (before.bind !== after.bind) return after.bind === undefined ? 'unbound' : 'bound';
    return isDeepStrictEqual(before.connection, after.connection) ? undefined : 'reconnected';
  }
  if (before.url === undefined) return 'connected';
  return after.url === undefined ? 'disconnected' : 'moved';
}
