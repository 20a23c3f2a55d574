import type { EnvironmentReader } from '../../serving/EnvironmentReader';
import { readForwardProxy } from '../../serving/forwardProxy';
import type { ForwardProxy } from '../../serving/forwardProxy';
import { readTlsSettings } from '../../serving/tls/TlsFiles';
import type { TlsSettings } from '../../serving/tls/TlsFiles';

/** How a city reaches the hub, where that is not as any other server. */
export interface HubConnection {
  readonly tls: TlsSettings;
  /** Undefined: directly. */
  readonly proxy: ForwardProxy | undefined;
}

/** Reads HUB_TLS_CA, HUB_TLS_CERT and HUB_TLS_KEY, and the proxy through which they are shown; undefined where none is set. */
export function readHubConnection(variables: EnvironmentReader): HubConnection | undefined {
  const tls = readTlsSettings(variables, { ca: 'HUB_TLS_CA', cert: 'HUB_TLS_CERT', key: 'HUB_TLS_KEY' });
  return tls && { tls, proxy: readForwardProxy(variables) };
}
