import { fetch } from 'undici';
import type { RequestInit } from 'undici';
import { createDispatcher } from '../createDispatcher';
import type { ForwardProxy } from '../forwardProxy';
import { RenewingDispatcher } from './RenewingDispatcher';
import type { TlsSettings } from './TlsFiles';

/** As the global `fetch`, for addresses. */
export type Fetch = (url: string | URL, init?: object) => Promise<Response>;

interface TlsFetchOptions {
  readonly tls: TlsSettings;
  /** Left out or undefined: directly. */
  readonly proxy?: ForwardProxy | undefined;
  readonly onBroken?: (error: Error) => void;
}

/**
 * A `fetch` whose connections over TLS have an authority or a certificate of their own, from files that may be renewed, also
 * where they lead through a proxy.
 *
 * @throws TlsFileError where a file cannot be used
 */
export function createTlsFetch({ tls, proxy, onBroken }: TlsFetchOptions): Fetch {
  const dispatchers = new RenewingDispatcher(tls, {
    open: (contents) => createDispatcher(proxy, { connect: contents }),
    onBroken,
  });
  // What is wrong with the files is told at the start, and not with the first request.
  dispatchers.current();
  return async (url, init) => {
    const response = await fetch(url, { ...(init as RequestInit), dispatcher: dispatchers.current() });
    return response as unknown as Response;
  };
}
