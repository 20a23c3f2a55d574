import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseSigningKeys, toSigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';
import { writeNewKeys } from '../operator/keys/writeNewKeys';

export interface DemoKeys {
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
  try {
    await writeNewKeys(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return file;
}
