import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { Closers } from '../Closers';
import type { HubConfig } from '../config';
import { createHub } from '../createHub';
import { askFirst } from './askFirst';
import { describeDemo } from './describeDemo';
import { startDemoIssuer, writeTokens } from './startDemoIssuer';
import { startPostgres } from './postgres/startPostgres';
import { startDemoCity } from './startDemoCity';
import type { DemoCity } from './startDemoCity';
import { provideDemoKeys, provideDemoSecret } from './demoSecrets';
import { withCityUrls } from './withCityUrls';

export interface DemoOptions extends Omit<HubConfig, 'networkFile'> {
  /** Folder that keeps the demo's data from one start to the next; created when missing. */
  readonly home: string;
  readonly logger: Logger;
  /** Gives up a start that is under way; what already runs is closed, and the start fails with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Takes what a person should read, line by line. Standard output when not given. */
  readonly print?: (line: string) => void;
}

export interface Demo {
  /** Ends the hub, then the cities, then PostgreSQL. */
  close(): Promise<void>;
}

/**
 * A whole network on this machine: one PostgreSQL, the cities of `gateway/demo/cities` each with a database and a server
 * of its own, and the hub in front of them.
 *
 * @throws HomeUnusableError when the home cannot be written to; what the parts throw when one of them does not start.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { home, logger, signal, print = printLine, ...hubConfig } = options;
  const running = new Closers();
  const close = (): Promise<void> => running.close();
  try {
    signal?.throwIfAborted();
    print(`Starting PostgreSQL, with its data in ${path.resolve(home)} ...`);
    await createHome(home);
    const postgres = await startPostgres({ dataFolder: path.join(home, 'postgres'), logger });
    running.add(() => postgres.stop());
    signal?.throwIfAborted();

    // A line for each request is for a city's operators; here it would bury what a person should read.
    const cityLogger = logger.child({}, { level: logger.level === 'info' ? 'warn' : logger.level });
    const keys = await provideDemoKeys(home, hubConfig.signingKeysFile);
    const trust = { kind: 'signed', jwks: keys.jwksFile, issuer: hubConfig.issuer } as const;
    const cursorKeys = hubConfig.cursorKeys ?? [await provideDemoSecret(home)];
    const cityIds = await readCityIds();
    print(`Filling the databases of ${cityIds.length} cities and starting their servers ...`);
    const cities = await startAll(cityIds, async (cityId) => {
      const city = await startDemoCity(
        postgres,
        cityId,
        path.join(citiesFolder, cityId),
        { trust, cursorKeys },
        cityLogger,
      );
      running.add(() => city.server.close());
      return city;
    });
    signal?.throwIfAborted();

    print('Starting the hub ...');
    const issuer = hubConfig.signIn === undefined ? await startDemoIssuer() : undefined;
    if (issuer) running.add(() => issuer.close());
    const tokenFolder = issuer && (await writeTokens(issuer, home));
    const networkFile = await writeNetworkFile(home, cities);
    const hub = await createHub(
      {
        ...hubConfig,
        networkFile,
        signingKeysFile: keys.signingKeysFile,
        cursorKeys,
        signIn: hubConfig.signIn ?? issuer?.signIn,
      },
      logger,
    );
    running.add(() => hub.close());
    await hub.ready;
    signal?.throwIfAborted();
    await askFirst(hub);
    signal?.throwIfAborted();

    describeDemo({
      hubUrl: hub.url,
      tokenFolder,
      cities,
      networkFile,
      dataFolder: postgres.folder,
    }).forEach(print);
    return { close };
  } catch (error) {
    await close();
    // What fails because everything is being ended (Ctrl-C reaches initdb too) is no failure of its own.
    signal?.throwIfAborted();
    throw error;
  }
}

const citiesFolder = path.join(__dirname, 'cities');

async function createHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new HomeUnusableError(path.resolve(home), cause);
  }
}

async function readCityIds(): Promise<string[]> {
  const entries = await readdir(citiesFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Waits for all, also when one fails, so that none starts something after the demo has been closed. */
async function startAll(
  cityIds: readonly string[],
  start: (cityId: string) => Promise<DemoCity>,
): Promise<readonly DemoCity[]> {
  const outcomes = await Promise.allSettled(cityIds.map(start));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') {
      throw outcome.reason;
    }
    return outcome.value;
  });
}

/** The demo's network file with the ports that were chosen this time. */
async function writeNetworkFile(home: string, cities: readonly DemoCity[]): Promise<string> {
  const template = await readFile(path.join(__dirname, 'network.yaml'), 'utf8');
  const urls = new Map(cities.map(({ server }) => [server.cityId, server.url]));
  const file = path.resolve(home, 'network.yaml');
  await writeFile(`${file}.new`, withCityUrls(template, urls));
  await rename(`${file}.new`, file);
  return file;
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The folder that should keep the demo's data cannot be made or written to. */
class HomeUnusableError extends Error {
  override readonly name = 'HomeUnusableError';

  constructor(home: string, cause: unknown) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    super(`The data cannot be kept in ${home} (${code}). Choose a folder that can be written to with HANSE_HOME.`, {
      cause,
    });
  }
}
