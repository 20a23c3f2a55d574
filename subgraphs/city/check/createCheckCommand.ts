import path from 'node:path';
import { Command, Option } from 'commander';
import { EnvironmentReader } from '../../serving/EnvironmentReader';
import { readForwardProxy } from '../../serving/forwardProxy';
import { readRelayConfig } from '../../serving/relay/RelayConfig';
import type { CityChoice } from '../host/CityChoice';
import type * as Kit from '../../conformance/runCheck';
import type { RunOptions } from '../../conformance/runCheck';

/** What the command says itself; the rest has a place in the environment. */
type CommandOptions = Pick<RunOptions, 'key' | 'bind' | 'internal' | 'demo' | 'json'> & {
  readonly city?: string;
  readonly issuer?: string;
  readonly home?: string;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly cities?: string;
};

/**
 * `check <url> --key <file>`: holds a city's server against the contract.
 *
 * @param forEach does it for each city that is meant
 * @param env where CITY_ID, HUB_ISSUER, HANSE_HOME, CITY_REQUIRE_BOUND_CALLS, the proxy and the relay are looked for when the command runs.
 */
export function createCheckCommand(
  env: () => Readonly<Record<string, string | undefined>>,
  forEach: CityChoice['forEach'],
): Command {
  return new Command('check')
    .description("hold a city's server against every requirement of the contract")
    .argument(
      '[url]',
      "the city's GraphQL endpoint, such as https://hanse.gera.example/graphql, or nats:gera through the relay (HANSE_NATS_URL, HANSE_NATS_CREDENTIALS)",
    )
    .option('--key <file>', 'a private key that the city trusts, as npm run hub -- keys generate makes it')
    .option('--city <id>', "the city's slug (CITY_ID)")
    .option('--issuer <name>', 'who signs (HUB_ISSUER, hanse-hub)')
    .addOption(
      new Option('--bind <what>', 'bind the token of each call to its body (CITY_REQUIRE_BOUND_CALLS)').choices([
        'body',
      ]),
    )
    .option('--tls-ca <file>', "who may vouch for the city's server, in place of all whom this machine trusts")
    .option('--tls-cert <file>', 'the certificate that the hub shows to the city, if the city wants to see one')
    .option('--tls-key <file>', 'its key')
    .option('--internal <ids...>', 'ids of records that are INTERNAL, which nobody must be shown')
    .option('--demo <city>', 'a city of the running demo, in place of url, city and key')
    .option('--home <folder>', 'the folder of the demo (HANSE_HOME, .hanse)')
    .option('--json', 'print the verdicts as an array, of each city')
    .option('--all', 'with --cities: each city')
    .addHelpText(
      'after',
      '\nWith --cities, <url> is where the data centre answers, such as https://cities.example.org, or nats: for its relay.' +
        '\nEnds with 0 when no MUST failed, with 1 when one did, with 2 when the check could not run to its end.',
    )
    .action((url: string | undefined, options: CommandOptions) => forEach(() => check(url, options)));

  async function check(given: string | undefined, { cities, ...options }: CommandOptions): Promise<string | undefined> {
    const { CITY_ID, HUB_ISSUER, HANSE_HOME, CITY_REQUIRE_BOUND_CALLS } = env();
    const variables = new EnvironmentReader(env());
    const proxy = readForwardProxy(variables);
    const relay = readRelayConfig(variables, {
      url: 'HANSE_NATS_URL',
      credentials: 'HANSE_NATS_CREDENTIALS',
      tls: { ca: 'HANSE_NATS_TLS_CA', cert: 'HANSE_NATS_TLS_CERT', key: 'HANSE_NATS_TLS_KEY' },
    });
    const { tlsCa: ca, tlsCert: cert, tlsKey: key, ...named } = options;
    const tls = {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    };
    const city = options.city ?? CITY_ID;
    const url = cities === undefined || given === undefined ? given : hostedAt(given, city ?? '');
    const code = await loadKit().runCheck(
      {
        ...named,
        tls,
        ...(url !== undefined && { url }),
        ...(city !== undefined && { city }),
        ...(proxy !== undefined && { proxy }),
        ...(relay !== undefined && { relay }),
        ...(CITY_REQUIRE_BOUND_CALLS === 'true' && { bind: 'body' }),
        issuer: options.issuer ?? HUB_ISSUER ?? 'hanse-hub',
        home: options.home ?? HANSE_HOME ?? path.join(__dirname, '..', '..', '..', '.hanse'),
      },
      process.stdout,
      process.stderr,
    );
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
    return [undefined, 'a MUST failed', 'it could not run to its end'][code];
  }
}

/** Where a data centre answers for a city. */
function hostedAt(host: string, cityId: string): string {
  if (host.startsWith('nats:')) return `nats:${cityId}`;
  return URL.canParse(host) ? new URL(`/${cityId}/graphql`, host).href : host;
}

/** The kit comes with all that composing takes. A city that serves must not have to load it. */
function loadKit(): typeof Kit {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads it when it is needed
  return require('../../conformance/runCheck') as typeof Kit;
}
