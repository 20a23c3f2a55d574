import { textThat } from '../EnvironmentReader';
import type { EnvironmentReader } from '../EnvironmentReader';

/** How a hub or a city reaches the relay, a NATS server. */
export interface RelayConfig {
  /** One, or those of a cluster: `tls://relay.example:4222`. */
  readonly servers: readonly string[];
  /** The path of the file with the secret by which the relay knows this side. Undefined for a relay that asks for none. */
  readonly credentialsFile: string | undefined;
}

const SCHEMES = ['tls:', 'nats:'];

const servers = textThat('be an address such as tls://relay.example:4222, or several with commas between', (text) =>
  listOf(text).every((server) => URL.canParse(server) && SCHEMES.includes(new URL(server).protocol)),
).transform(listOf);

/** Undefined where no address is given: then nothing goes through a relay. */
export function readRelayConfig(
  variables: EnvironmentReader,
  names: { readonly url: string; readonly credentials: string },
): RelayConfig | undefined {
  const read = variables.read(names.url, servers, undefined, { but: () => 'got something else' });
  const credentialsFile = variables.text(names.credentials);
  return read && { servers: read, credentialsFile };
}

function listOf(text: string): string[] {
  return text.split(',').map((server) => server.trim());
}
