import { textThat } from '../EnvironmentReader';
import type { EnvironmentReader } from '../EnvironmentReader';
import { readForwardProxy } from '../forwardProxy';
import type { ForwardProxy } from '../forwardProxy';
import { readTlsSettings } from '../tls/TlsFiles';
import type { TlsNames, TlsSettings } from '../tls/TlsFiles';

/** How a hub or a city reaches the relay, a NATS server. */
export interface RelayConfig {
  /** One, or those of a cluster: `tls://relay.example:4222`, or `wss://relay.example` for WebSocket. */
  readonly servers: readonly string[];
  /** The path of the file with the secret by which the relay knows this side. Undefined for a relay that asks for none. */
  readonly credentialsFile: string | undefined;
  /** Who may vouch for the relay, and what this side shows to it. Left out or undefined: whom this machine trusts, and nothing. */
  readonly tls?: TlsSettings | undefined;
  /** Passed by WebSocket alone. Left out or undefined: none. */
  readonly proxy?: ForwardProxy | undefined;
}

const TCP = ['tls:', 'nats:'];
const WEB_SOCKET = ['wss:', 'ws:'];
const OVER_TLS = ['tls:', 'wss:'];

const servers = textThat(
  'be an address such as tls://relay.example:4222 or wss://relay.example, or several of one kind with commas between',
  (text) => allHave(listOf(text), TCP) || allHave(listOf(text), WEB_SOCKET),
).transform(listOf);

/** Whether the relay is reached by WebSocket, which alone passes a forward proxy. */
export function isWebSocket({ servers: [server = ''] }: RelayConfig): boolean {
  return allHave([server], WEB_SOCKET);
}

function allHave(addresses: readonly string[], schemes: readonly string[]): boolean {
  return addresses.every((address) => URL.canParse(address) && schemes.includes(new URL(address).protocol));
}

/** Undefined where no address is given: then nothing goes through a relay. */
export function readRelayConfig(
  variables: EnvironmentReader,
  names: { readonly url: string; readonly credentials: string; readonly tls: TlsNames },
): RelayConfig | undefined {
  const read = variables.read(names.url, servers, undefined, { but: () => 'got something else' });
  if (read === undefined) return undefined;
  const tls = readTlsSettings(variables, names.tls);
  if (tls !== undefined && !allHave(read, OVER_TLS)) {
    const [part] = Object.keys(tls.files) as [keyof typeof tls.files];
    variables.report(`${names.url} must have tls:// or wss:// where ${tls.names[part]} is set, but got another.`);
  }
  return {
    servers: read,
    credentialsFile: variables.text(names.credentials),
    ...(tls !== undefined && { tls }),
    proxy: allHave(read, WEB_SOCKET) ? readForwardProxy(variables) : undefined,
  };
}

function listOf(text: string): string[] {
  return text.split(',').map((server) => server.trim());
}
