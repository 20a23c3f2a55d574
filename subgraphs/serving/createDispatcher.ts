import { Agent, buildConnector, EnvHttpProxyAgent, Pool, setGlobalDispatcher } from 'undici';
import type { Dispatcher } from 'undici';
import type { ForwardProxy } from './forwardProxy';

/**
 * What requests are sent with: each straight to its server, or through a proxy.
 *
 * @param options of each connection. `connect` has those of the connection to the server itself, also where that leads
 *   through a proxy; its `lookup` is of no use then, since the proxy resolves the name.
 */
export function createDispatcher(proxy: ForwardProxy | undefined, options: Agent.Options = {}): Dispatcher {
  if (proxy === undefined) return new Agent({ ...options, factory: createPool });
  const { httpsProxy = '', httpProxy = '', noProxy } = proxy;
  const requestTls = typeof options.connect === 'object' ? options.connect : {};
  return new EnvHttpProxyAgent({ ...options, factory: createPool, requestTls, httpsProxy, httpProxy, noProxy });
}

/**
 * A server that wants another certificate says so in an alert of TLS, after which it ends the connection. undici keeps the
 * last error of the two, which says nothing; here the first one ends the connection.
 */
function createPool(origin: string | URL, options: object): Pool {
  const { connect: how } = options as Pool.Options;
  const connect = typeof how === 'function' ? how : buildConnector({ ...how });
  return new Pool(origin, {
    ...options,
    connect: (to, connected) => {
      connect(to, (...result) => {
        const [, socket] = result;
        socket?.once('error', (error: Error) => socket.destroy(error));
        connected(...result);
      });
    },
  });
}

/** Of every `fetch` of this process, for as long as it runs. */
export function sendAllThrough(proxy: ForwardProxy): void {
  setGlobalDispatcher(createDispatcher(proxy));
}

/** A proxy would not let a connection through. */
class ProxyRefusedError extends Error {
  override readonly name = 'ProxyRefusedError';
  /** `PROXY_407`: it wants another name and password; `PROXY_403`: it does not go there; `PROXY_503`: it found nobody there. */
  readonly code: string;

  constructor(status: string, cause: unknown) {
    super(`The proxy answered with HTTP ${status}.`, { cause });
    this.code = `PROXY_${status}`;
  }
}

/** The error itself, unless it is the one in which undici tells what a proxy answered, in words alone. */
export function asProxyRefusal(error: unknown): unknown {
  const status = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined;
  return status === undefined ? error : new ProxyRefusedError(status, error);
}
