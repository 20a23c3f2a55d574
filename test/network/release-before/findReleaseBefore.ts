import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The version before this one: its tag, and its commit for a clone without tags. */
const RELEASE = { tag: 'v0.1.0', commit: 'b25585a42c5cfa379e2fd18b5f30c326ef45b6fc' };

const root = path.join(__dirname, '../../..');
const ownPackages = path.join(__dirname, 'packages/node_modules');

/** The program of a release, as it was, with the packages of this one and those that only it needs. */
export interface Release {
  readonly folder: string;
  /** For a process that runs it. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Takes the release before this one out of Git's history, once for each clone. It lies below `node_modules`, where it finds this
 * version's packages and nothing else looks at it. Undefined where its own packages are missing.
 */
export function findReleaseBefore(): Release | 'no history' | undefined {
  const commit = [RELEASE.tag, RELEASE.commit].find(isKnown);
  if (commit === undefined) return 'no history';
  if (!existsSync(ownPackages)) return undefined;
  const folder = path.join(root, 'node_modules/.cache/hanse', RELEASE.commit);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    const archive = git('archive', '--format=tar', commit, 'gateway', 'subgraphs', 'schema', 'package.json');
    execFileSync('tar', ['-x', '-C', unfinished], { input: archive });
    try {
      renameSync(unfinished, folder);
    } catch {
      // Another process was quicker.
      rmSync(unfinished, { recursive: true });
    }
  }
  return { folder, env: { NODE_PATH: ownPackages } };
}

function isKnown(commit: string): boolean {
  try {
    git('cat-file', '-e', `${commit}^{commit}`);
    return true;
  } catch {
    return false;
  }
}

function git(...args: readonly string[]): Buffer {
  return execFileSync('git', ['-C', root, ...args], { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
}
