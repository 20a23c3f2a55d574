import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Agent, Dispatcher } from 'undici';
import type { CityConnection, TlsFiles } from '../../../subgraphs/directory/network/Network';
import { createDispatcher } from '../../../subgraphs/serving/createDispatcher';
import type { ForwardProxy } from '../../../subgraphs/serving/forwardProxy';
import { lookupPublic } from './addressRules';

/** From one look at the files of certificates to the next. */
const FILES_MS = 10_000;
/** An idle connection is kept no longer, whatever its city offers: of thousands of cities each would hold some. */
export const MAX_IDLE_MS = 10_000;

interface Opened {
  readonly dispatcher: Dispatcher;
  /** Of the files that were read. */
  readonly version: string;
  lookedAt: number;
}

/** What requests to cities are sent with: one for all whose connections are made alike. */
export class CityDispatchers {
  readonly #opened = new Map<string, Opened>();
  /** Whose certificates were renewed while requests were under way. */
  readonly #replaced = new Set<Dispatcher>();

  /** @param folder at which paths of files begin that are not absolute */
  constructor(
    private readonly proxy: ForwardProxy | undefined,
    private readonly folder: string,
  ) {}

  /**
   * Certificates that were renewed are read again within seconds; connections that were made with those before end once
   * nothing is under way on them.
   *
   * @throws Error with the code of the system where a file cannot be read
   */
  to({ publicOnly = false, tls: { ca, cert, key } = {} }: CityConnection): Dispatcher {
    const kind = JSON.stringify([publicOnly, ca, cert, key]);
    const known = this.#opened.get(kind);
    const now = performance.now();
    if (known !== undefined && now - known.lookedAt < FILES_MS) return known.dispatcher;
    const version = [ca, cert, key].map((file) => this.#versionOf(file)).join(', ');
    if (known?.version === version) {
      known.lookedAt = now;
      return known.dispatcher;
    }
    const dispatcher = this.#open(publicOnly, { ca, cert, key });
    this.#opened.set(kind, { dispatcher, version, lookedAt: now });
    if (known !== undefined) this.#endOnceIdle(known.dispatcher);
    return dispatcher;
  }

  /** Ends every request. */
  async close(): Promise<void> {
    const opened = [...this.#opened.values()].map(({ dispatcher }) => dispatcher);
    await Promise.all([...opened, ...this.#replaced].map((dispatcher) => dispatcher.destroy()));
  }

  #endOnceIdle(dispatcher: Dispatcher): void {
    const forget = (): boolean => this.#replaced.delete(dispatcher);
    this.#replaced.add(dispatcher);
    dispatcher.close().then(forget, forget);
  }

  #open(publicOnly: boolean, { ca, cert, key }: Record<keyof TlsFiles, string | undefined>): Dispatcher {
    const connect: Agent.Options['connect'] = {
      ...(publicOnly && { lookup: lookupPublic }),
      ...(ca !== undefined && { ca: readFileSync(this.#pathOf(ca)) }),
      ...(cert !== undefined && { cert: readFileSync(this.#pathOf(cert)) }),
      ...(key !== undefined && { key: readFileSync(this.#pathOf(key)) }),
    };
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

  #versionOf(file: string | undefined): string {
    if (file === undefined) return '';
    const { mtimeMs, ino, size } = statSync(this.#pathOf(file));
    return `${mtimeMs} ${ino} ${size}`;
  }

  #pathOf(file: string): string {
    return resolve(this.folder, file);
  }
}
