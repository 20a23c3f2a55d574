import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CannotRunError } from './checkErrors';
import type { CheckOptions } from './checkCity';
import { checkCity } from './checkCity';
import { exitCodeOf, formatVerdicts } from './Verdict';
import { spellUnseen } from '../serving/cleanText';
import type { ForwardProxy } from '../serving/forwardProxy';
import { readContents, TlsFileError } from '../serving/tls/TlsFiles';
import type { TlsContents, TlsFiles } from '../serving/tls/TlsFiles';
import type { RelayConfig } from '../serving/relay/RelayConfig';
import { isRelayedAddress } from '../contract/relay';
import { parseNetwork } from '../directory/network/parseNetwork';

/** What the command line says. */
export interface RunOptions {
  readonly url?: string;
  /** The city's slug. */
  readonly city?: string;
  /** File of the key. */
  readonly key?: string;
  readonly issuer: string;
  /** What tokens are bound to. */
  readonly bind?: 'body';
  /** Through which the city is asked. */
  readonly proxy?: ForwardProxy;
  /** Files by which the city and the check know each other. */
  readonly tls?: TlsFiles;
  /** Through which a city that dials out is asked. */
  readonly relay?: RelayConfig | undefined;
  readonly internal?: readonly string[];
  /** A city of the running demo, in place of url and city; its key is known. */
  readonly demo?: string;
  /** The demo's folder. */
  readonly home: string;
  readonly json?: boolean;
}

/** A terminal, or what stands in its place. */
export interface Terminal {
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/**
 * Checks a city, writes the verdicts to `out`, and what a person should know beside them to `err`.
 *
 * @returns the exit code: see `exitCodeOf`; 2 also when the check could not begin.
 */
export async function runCheck(
  options: RunOptions,
  out: Terminal,
  err: Terminal & { readonly isTTY?: boolean },
): Promise<0 | 1 | 2> {
  try {
    const verdicts = await checkCity({
      ...(await findTarget(options)),
      issuer: options.issuer,
      ...(options.bind && { bind: options.bind }),
      ...(options.proxy && { proxy: options.proxy }),
      ...(options.tls && { tls: readTls(options.tls) }),
      ...(options.relay && { relay: options.relay }),
      ...(options.internal && { internalIds: options.internal }),
      onVerdict: ({ id }, done, of) => {
        if (err.isTTY) err.write(done < of ? `\r${done} of ${of}  ${id}  ` : `\r${' '.repeat(30)}\r`);
      },
    });
    out.write(`${options.json ? JSON.stringify(verdicts, null, 2) : formatVerdicts(verdicts, out.columns ?? 140)}\n`);
    return exitCodeOf(verdicts);
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    err.write(`${spellUnseen(error.message)}\n`);
    return 2;
  }
}

/** @throws CannotRunError */
function readTls(files: TlsFiles): TlsContents {
  const names = { ca: '--tls-ca', cert: '--tls-cert', key: '--tls-key' };
  if ((files.cert === undefined) !== (files.key === undefined)) {
    throw new CannotRunError('--tls-cert and --tls-key must come together.');
  }
  try {
    return readContents({ files, names });
  } catch (error) {
    if (error instanceof TlsFileError) throw new CannotRunError(error.message);
    throw error;
  }
}

async function findTarget({
  url,
  city,
  key,
  demo,
  home,
}: RunOptions): Promise<Pick<CheckOptions, 'url' | 'cityId' | 'keyFile'>> {
  const named = key !== undefined && { keyFile: key };
  if (demo !== undefined) return { cityId: demo, ...(await findDemoCity(demo, home)), ...named };
  if (url !== undefined && isRelayedAddress(url)) return { url, cityId: cityOf(url), ...named };
  if (url === undefined || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new CannotRunError(
      "Name the city's GraphQL endpoint, nats:gera for a city that dials out, or a city of the running demo: --demo gera.",
    );
  }
  if (city === undefined) throw new CannotRunError('Say which city it is: --city <id>, or CITY_ID.');
  return { url, cityId: city, ...named };
}

/** The slug in an address of a city that dials out. */
function cityOf(relayed: string): string {
  return new URL(relayed).pathname;
}

/**
 * Where a city of the running demo answers, and the key with which the demo signs.
 *
 * @param home folder of the demo, as for `npm start`.
 * @throws CannotRunError when the demo has never run there, or does not have the city.
 */
async function findDemoCity(cityId: string, home: string): Promise<{ url: string; keyFile: string }> {
  const file = path.join(home, 'network.yaml');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CannotRunError(`There is no ${file}. Start the demo first: npm start.`);
  });
  const { cities } = parseNetwork(text, file);
  const url = cities.get(cityId)?.url;
  if (url === undefined) {
    const known = [...cities.values()].filter((city) => city.url !== undefined).map(({ id }) => id);
    throw new CannotRunError(`The demo has no city ${cityId} that answers. It has ${known.join(', ')}.`);
  }
  return { url, keyFile: path.join(home, 'signing-keys.json') };
}
