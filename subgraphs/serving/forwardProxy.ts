import { textThat } from './EnvironmentReader';
import type { EnvironmentReader } from './EnvironmentReader';

/** Through which proxy a process reaches servers elsewhere, as the environment of most programs says it. */
export interface ForwardProxy {
  /** For addresses with https, with the proxy's name and password if it asks for them: never to be logged. */
  readonly httpsProxy: string | undefined;
  /** For addresses with http. */
  readonly httpProxy: string | undefined;
  /** Hosts that are reached without it, and all below them, with commas between. */
  readonly noProxy: string;
}

/** Servers of this machine are not reached through another one, whatever is set. */
const THIS_MACHINE = 'localhost,127.0.0.1,[::1]';

const proxyAddress = textThat(
  'be the address of a proxy such as http://proxy.example:3128 or http://name:password@proxy.example:3128',
  (text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol),
);

/**
 * Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY; each goes behind the same in small letters, as with curl. Undefined where no
 * proxy is set. Without HTTPS_PROXY, addresses with https go through HTTP_PROXY.
 */
export function readForwardProxy(variables: EnvironmentReader): ForwardProxy | undefined {
  const givenAs = (name: string): string => {
    const small = name.toLowerCase();
    return variables.text(small) === undefined ? name : small;
  };
  const proxyIn = (name: string): string | undefined =>
    variables.read(givenAs(name), proxyAddress, undefined, { but: () => 'got something else' });
  const [httpProxy, httpsProxy] = [proxyIn('HTTP_PROXY'), proxyIn('HTTPS_PROXY')];
  if (httpsProxy === undefined && httpProxy === undefined) return undefined;
  const named = variables.text(givenAs('NO_PROXY'));
  return { httpsProxy, httpProxy, noProxy: named === undefined ? THIS_MACHINE : `${named},${THIS_MACHINE}` };
}

/** The proxy through which an address is reached; undefined where it is reached without one. As undici's EnvHttpProxyAgent decides. */
export function proxyTo({ protocol, hostname, port }: URL, proxy: ForwardProxy): string | undefined {
  const isSecure = protocol === 'https:';
  const itsPort = port === '' ? (isSecure ? '443' : '80') : port;
  const goesPast = proxy.noProxy.split(/[,\s]+/).some((entry) => {
    if (entry === '*') return true;
    const [, host, ofPort] = /^\*?\.?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (host === undefined || (ofPort !== undefined && ofPort !== itsPort)) return false;
    return hostname === host || hostname.endsWith(`.${host}`);
  });
  if (goesPast) return undefined;
  return isSecure ? (proxy.httpsProxy ?? proxy.httpProxy) : proxy.httpProxy;
}
