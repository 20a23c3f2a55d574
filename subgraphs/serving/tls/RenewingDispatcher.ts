import { performance } from 'node:perf_hooks';
import type { Dispatcher } from 'undici';
import { readContents, versionOf } from './TlsFiles';
import type { TlsContents, TlsSettings } from './TlsFiles';

/** From one look at the files to the next. */
const FILES_MS = 10_000;

interface RenewalOptions {
  /** Makes a dispatcher whose connections have these certificates. */
  readonly open: (contents: TlsContents) => Dispatcher;
  /** Files were replaced by some that do not fit together, and the last ones serve on. Told once for each such state. */
  readonly onBroken?: ((error: Error) => void) | undefined;
}

/**
 * Sends requests over connections with certificates from files, and takes files that were replaced within seconds. Who
 * renews a certificate writes two files, one after the other: until both fit together, the last ones serve.
 */
export class RenewingDispatcher {
  #dispatcher: Dispatcher | undefined;
  /** Of the files that were read last. */
  #version = '';
  #lookedAt = -Infinity;
  /** What is wrong with those that are there now, as it was told. */
  #told = '';
  /** Those before, while requests are under way on them. */
  readonly #replaced = new Set<Dispatcher>();

  constructor(
    private readonly tls: TlsSettings,
    private readonly options: RenewalOptions,
  ) {}

  /** @throws TlsFileError while there has been none that could be opened */
  current(): Dispatcher {
    const now = performance.now();
    const known = this.#dispatcher;
    if (known !== undefined && now - this.#lookedAt < FILES_MS) return known;
    this.#lookedAt = now;
    try {
      return this.#renew();
    } catch (error) {
      if (known === undefined) throw error;
      this.#tell(error as Error);
      return known;
    }
  }

  /** Ends every request. */
  async close(): Promise<void> {
    const all = [...this.#replaced, ...(this.#dispatcher === undefined ? [] : [this.#dispatcher])];
    await Promise.all(all.map((dispatcher) => dispatcher.destroy()));
  }

  #renew(): Dispatcher {
    const known = this.#dispatcher;
    const version = versionOf(this.tls);
    if (known !== undefined && version === this.#version) return known;
    const next = this.options.open(readContents(this.tls));
    this.#version = version;
    this.#told = '';
    this.#dispatcher = next;
    if (known !== undefined) this.#endOnceIdle(known);
    return next;
  }

  #tell(error: Error): void {
    if (error.message === this.#told) return;
    this.#told = error.message;
    this.options.onBroken?.(error);
  }

  #endOnceIdle(dispatcher: Dispatcher): void {
    const forget = (): boolean => this.#replaced.delete(dispatcher);
    this.#replaced.add(dispatcher);
    dispatcher.close().then(forget, forget);
  }
}
