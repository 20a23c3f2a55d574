import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileExistsError, writeNewFile } from '../../subgraphs/serving/files/writeNewFile';
import { parseSigningKeys, toSigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';
import { writeNewKeys } from '../operator/keyFile';

interface DemoKeys {
  /** What the hub signs with. */
  readonly signingKeysFile: string;
  /** The public part, for the cities: where the hub will publish it is not known before it listens. */
  readonly jwksFile: string;
}

/** The keys of the demo: a file that was named, or one in the home that the first start makes. */
export async function provideDemoKeys(home: string, named: string | undefined): Promise<DemoKeys> {
  const signingKeysFile = named ?? (await ownKeys(path.resolve(home, 'signing-keys.json')));
  const { published } = await toSigningKeys(parseSigningKeys(await readFile(signingKeysFile, 'utf8'), signingKeysFile));
  const jwksFile = path.resolve(home, 'jwks.json');
  await writeFile(`${jwksFile}.new`, JSON.stringify(published));
  await rename(`${jwksFile}.new`, jwksFile);
  return { signingKeysFile, jwksFile };
}

async function ownKeys(file: string): Promise<string> {
  await writeNewKeys(file).catch(leaveEarlier);
  return file;
}

/** The secret that seals the demo's cursors, so that they hold from one start to the next: a file in the home. */
export async function provideDemoSecret(home: string): Promise<string> {
  const file = path.resolve(home, 'cursor-key.txt');
  await writeNewFile(file, randomBytes(32).toString('hex'), 0o600).catch(leaveEarlier);
  return readFile(file, 'utf8');
}

/** What an earlier start wrote stays. */
function leaveEarlier(error: unknown): void {
  if (!(error instanceof FileExistsError)) throw error;
}
