import { parseEnv } from 'node:util';
import { AskedSettings } from '../../serving/AskedSettings';
import { EnvironmentReader, flag, overlay } from '../../serving/EnvironmentReader';
import type { Environment } from '../../serving/EnvironmentReader';
import { CityConfigError, parseCityConfig } from '../config';
import type { CityConfig } from '../config';
import { SETTINGS_OF_COMMANDS } from '../settingsOfCommands';

/** What the settings file of a hosted city says. */
export interface HostedCitySettings {
  readonly config: CityConfig;
  /** Host names under which this city, and no other, answers at `/graphql`; in lower case. */
  readonly hosts: readonly string[];
  /** Whether it is not to be served for the time being. */
  readonly isSuspended: boolean;
  /** A sentence for each variable of the file that has no effect. */
  readonly warnings: readonly string[];
}

/** What is one city's alone. None of it is ever taken from another place than the city's own file. */
const OWN: ReadonlySet<string> = new Set([
  'CITY_ID',
  'CITY_HOSTS',
  'CITY_SUSPENDED',
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'CITY_CURSOR_KEYS',
  'CITY_ERASURE_KEY',
  'CITY_ERASED_FILE',
  'CITY_NATS_CREDENTIALS',
]);

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/**
 * Reads the settings of a hosted city: those of its file, and of the host's environment what is common to all and the file
 * does not say. Where it listens and tells its figures is the host's affair. Throws CityConfigError with every problem at once.
 *
 * @param cityId the name of its folder
 * @param text lines of `NAME=value`
 */
export function parseHostedCity(cityId: string, text: string, common: Environment): HostedCitySettings {
  const own = new AskedSettings(parseEnv(text));
  const env = layered(own.environment, common);
  const variables = new EnvironmentReader(env);
  const config = readConfig(env, variables);
  if (config !== undefined && config.cityId !== cityId) {
    variables.report(`CITY_ID must be the name of its folder, ${cityId}, but got ${JSON.stringify(config.cityId)}.`);
  }
  const hosts = (variables.text('CITY_HOSTS') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const wrong = hosts.find((name) => !HOST_NAME.test(name));
  if (wrong !== undefined) {
    variables.report(`CITY_HOSTS must be names such as hanse.gera.example, but got ${JSON.stringify(wrong)}.`);
  }
  const isSuspended = variables.read('CITY_SUSPENDED', flag, false);
  // The file is the city's alone, so that whatever stands there is meant for it.
  const warnings = own.warnings([''], SETTINGS_OF_COMMANDS);
  // What is missing may be there under a misspelt name.
  if (variables.problems.length > 0) throw new CityConfigError([...variables.problems, ...warnings]);
  if (config === undefined) throw new CityConfigError(['']);
  return { config, hosts, isSuspended, warnings };
}

/** The environment that a city would have as the only one of its process, of which none are listed. */
export function settingsOf(text: string, common: Environment): Environment {
  return layered(parseEnv(text), common);
}

function layered(own: Environment, common: Environment): Environment {
  const shared = new Proxy(common, {
    get: (variables, name) => (OWN.has(name as string) ? undefined : variables[name as string]),
  });
  // A city's file cannot switch off what guards all.
  return overlay({ NODE_ENV: common['NODE_ENV'] }, own, shared);
}

/** Undefined with its problems reported. */
function readConfig(env: Environment, variables: EnvironmentReader): CityConfig | undefined {
  try {
    return parseCityConfig(overlay({ HOST: '127.0.0.1', PORT: '0', METRICS_PORT: '' }, env));
  } catch (error) {
    if (!(error instanceof CityConfigError)) throw error;
    error.problems.forEach((problem) => {
      variables.report(problem);
    });
    return undefined;
  }
}
