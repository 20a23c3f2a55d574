import type { EnvironmentReader } from './EnvironmentReader';

interface Address {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** They take a port at all addresses of the machine. */
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::'];

/** Reports a `METRICS_PORT` that is `PORT`, which would be told as one that somebody else has taken. */
export function refuseSharedPort(
  variables: EnvironmentReader,
  { host, port }: Address,
  metrics: Address | null | undefined,
): void {
  if (metrics == null || port === 0 || metrics.port !== port) return;
  if (host !== metrics.host && ![host, metrics.host].some((address) => EVERYWHERE.includes(address))) return;
  variables.report(`METRICS_PORT must be another port than PORT, but both are ${port}.`);
}
