import { EnvironmentReader, wholeNumber } from '../../serving/EnvironmentReader';
import type { Environment } from '../../serving/EnvironmentReader';
import { refuseSharedPort } from '../../serving/refuseSharedPort';
import { readAddress, refuseProblems } from '../config';
import type { MetricsAddress } from '../operations/Operations';
import { parseOperations } from '../operations/parseOperations';

/** How the server of many cities runs. */
export interface HostConfig {
  /** Has a folder for each city, called by its slug, with its settings in `city.env`. */
  readonly folder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Connections to all databases together that are open at most. */
  readonly connections: number;
  /** Null tells no figures. */
  readonly metrics: MetricsAddress | null;
  /** How long, in milliseconds, a server that ends waits for its clients to leave before it ends idle connections. */
  readonly graceMs: number;
  /** Settings for every city that has no other in its file; those that only a city itself can have are passed over. */
  readonly common: Environment;
}

/** Reads how many cities are served. Throws CityConfigError with every problem at once. */
export function parseHostConfig(folder: string, env: Environment): HostConfig {
  const variables = new EnvironmentReader(env);
  const { metrics, graceMs } = parseOperations(env, variables.problems);
  const config = {
    folder,
    ...readAddress(variables),
    connections: variables.read('CITIES_CONNECTIONS', wholeNumber('a number of connections,', 1, 100_000), 90, {
      refusesEmpty: true,
    }),
    metrics,
    graceMs,
    common: env,
  };
  refuseSharedPort(variables, config, metrics);
  refuseProblems(variables.problems);
  return config;
}
