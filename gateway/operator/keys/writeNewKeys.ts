import { writeFile } from 'node:fs/promises';
import { generatePrivateJwk } from '../../../subgraphs/serving/tokens/SigningKeys';
import type { PrivateJwk } from '../../../subgraphs/serving/tokens/SigningKeys';

/**
 * Makes a key and writes it into a new file that its owner alone can read. Never overwrites: rejects with EEXIST, for the
 * keys of a network that runs would be lost.
 */
export async function writeNewKeys(file: string): Promise<PrivateJwk> {
  const jwk = await generatePrivateJwk();
  await writeFile(file, `${JSON.stringify(jwk, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 });
  return jwk;
}
