import type { Agent } from 'node:http';
import { checkServerIdentity } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import { EnvironmentReader } from '../EnvironmentReader';
import type { Environment } from '../EnvironmentReader';
import { readRegularFileSync } from '../files/regularFile';
import { proxyTo, readForwardProxy } from '../forwardProxy';

/**
 * What spans are sent with where a forward proxy leads to the collector, which OpenTelemetry does not know of; undefined where
 * they go straight there. The files of `OTEL_EXPORTER_OTLP_CERTIFICATE` and so on are read here then.
 *
 * Rejects with an error that has the system's code where one of them cannot be read.
 */
export async function createCollectorAgent(environment: Environment): Promise<Agent | undefined> {
  const collector = settingOf(environment, 'ENDPOINT');
  const proxy = readForwardProxy(new EnvironmentReader(environment));
  if (proxy === undefined || collector === undefined || !URL.canParse(collector)) return undefined;
  const url = new URL(collector);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const address = proxyTo(url, proxy);
  if (address === undefined) return undefined;
  const fileOf = (name: string): Buffer | undefined => {
    const file = settingOf(environment, name);
    return file === undefined ? undefined : readRegularFileSync(file);
  };
  const tls = { ca: fileOf('CERTIFICATE'), cert: fileOf('CLIENT_CERTIFICATE'), key: fileOf('CLIENT_KEY') };
  // Most processes have no proxy.
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const agent = new HttpsProxyAgent(address, { keepAlive: true });
  // What its constructor is given is for the connection to the proxy; this is for the one to the collector, of which the package
  // forgets the host where that is an address in numbers.
  const checkHost = (_: string, certificate: PeerCertificate): Error | undefined =>
    checkServerIdentity(hostname, certificate);
  Object.assign(agent.options, { ...tls, checkServerIdentity: checkHost });
  return agent;
}

/** That of traces alone goes before that of all signals. */
function settingOf(environment: Environment, name: string): string | undefined {
  const values = [environment[`OTEL_EXPORTER_OTLP_TRACES_${name}`], environment[`OTEL_EXPORTER_OTLP_${name}`]];
  return values.find((value) => value !== undefined && value !== '');
}
