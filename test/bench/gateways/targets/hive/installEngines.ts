import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Has a package and a lock file of its own, apart from the project's. */
const folder = path.join(__dirname, '../../engines');

/** Says which lock file it was that npm installed to its end. */
const stampFile = path.join(folder, 'node_modules/.hanse-installed');

/** None of these packages needs a script of its own to be installed. Who has no network is to know it soon. */
const OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1'];

/** Other gateways, ready to run. */
export interface Engines {
  readonly folder: string;
  readonly targets: readonly ('hive' | 'hive-rust')[];
}

/**
 * Installs the other gateways from npm, the first time and whenever their lock file has changed: half a gigabyte.
 *
 * @param say is told what a reader of the results has to know
 * @returns what can be run: nothing when it cannot be installed, such as without a network
 */
export async function installEngines(signal: AbortSignal, say: (what: string) => void): Promise<Engines> {
  const lock = createHash('sha256')
    .update(await readFile(path.join(folder, 'package-lock.json')))
    .digest('hex');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) !== lock) {
    say('Installing Hive Gateway for the bench: npm ci in test/bench/gateways/engines, once, about a minute.');
    try {
      await run('npm', ['ci', ...OPTIONS], { cwd: folder, signal });
    } catch (error) {
      signal.throwIfAborted();
      say(`Hive Gateway could not be installed, so "hive" and "hive-rust" are left out. ${reasonOf(error)}`);
      return { folder, targets: [] };
    }
    await writeFile(stampFile, lock);
  }
  try {
    // Without it Hive Gateway would plan in JavaScript, and say so to nobody who listens.
    await run(process.execPath, ['-e', "require('@graphql-hive/router-query-planner')"], { cwd: folder, signal });
  } catch (error) {
    signal.throwIfAborted();
    say(`Hive's Rust planner does not run on this machine, so "hive-rust" is left out. ${reasonOf(error)}`);
    return { folder, targets: ['hive'] };
  }
  return { folder, targets: ['hive', 'hive-rust'] };
}

function reasonOf(error: unknown): string {
  const { stderr } = error as { readonly stderr?: unknown };
  const [line = ''] = /^.*\berror\b.*$/im.exec(String(stderr ?? error)) ?? [];
  return line.trim();
}
