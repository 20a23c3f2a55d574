import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Agent, Dispatcher } from 'undici';
import type { CityConnection } from '../../../subgraphs/directory/network/Network';
import { createDispatcher } from '../../../subgraphs/serving/createDispatcher';
import type { ForwardProxy } from '../../../subgraphs/serving/forwardProxy';
import { RenewingDispatcher } from '../../../subgraphs/serving/tls/RenewingDispatcher';
import type { TlsContents, TlsFiles } from '../../../subgraphs/serving/tls/TlsFiles';
import { lookupPublic } from './addressRules';

/** An idle connection is kept no longer, whatever its city offers: of thousands of cities each would hold some. */
export const MAX_IDLE_MS = 10_000;

/** Of an entry in the network's file. */
const NAMES = { ca: 'tls.ca', cert: 'tls.cert', key: 'tls.key' };

/** What requests to cities are sent with: one for all whose connections are made alike. */
export class CityDispatchers {
  readonly #opened = new Map<string, RenewingDispatcher>();

  /** @param folder at which paths of files begin that are not absolute */
  constructor(
    private readonly proxy: ForwardProxy | undefined,
    private readonly folder: string,
    private readonly logger: Logger,
  ) {}

  /**
   * Certificates that were renewed are read again within seconds; connections that were made with those before end once
   * nothing is under way on them.
   *
   * @throws TlsFileError where a file cannot be used, and none before it could
   */
  to({ publicOnly = false, tls = {} }: CityConnection): Dispatcher {
    const kind = JSON.stringify([publicOnly, tls.ca, tls.cert, tls.key]);
    const known = this.#opened.get(kind);
    if (known !== undefined) return known.current();
    const files: TlsFiles = Object.fromEntries(
      Object.entries<string>({ ...tls }).map(([part, path]) => [part, resolve(this.folder, path)]),
    );
    const opened = new RenewingDispatcher(
      { files, names: NAMES },
      {
        open: (contents) => this.#open(publicOnly, contents),
        onBroken: ({ message }) => {
          this.logger.warn(
            { reason: message },
            'renewed files of the network’s tls cannot be used: the last ones serve on',
          );
        },
      },
    );
    this.#opened.set(kind, opened);
    return opened.current();
  }

  /** Ends every request. */
  async close(): Promise<void> {
    await Promise.all([...this.#opened.values()].map((each) => each.close()));
  }

  #open(publicOnly: boolean, contents: TlsContents): Dispatcher {
    const connect: Agent.Options['connect'] = { ...(publicOnly && { lookup: lookupPublic }), ...contents };
    // Connections are kept for each origin, and not bounded here: a bound would be shared by all cities of one provider, and
    // one of them that hangs would hold up the others. Who calls bounds the calls, and the signal alone bounds the time.
    return createDispatcher(this.proxy, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveMaxTimeout: MAX_IDLE_MS,
      connect,
    });
  }
}
