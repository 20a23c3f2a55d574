import { writeFile } from 'node:fs/promises';
import { nkeys } from '@nats-io/transport-node';
import { readRegularFile } from '../../subgraphs/serving/files/regularFile';

/**
 * Makes an nkey, by which a NATS server knows somebody without having a secret of his, and writes its seed into a new file
 * that its owner alone can read.
 *
 * @returns the public part
 * @throws Error when the file is there already
 */
export async function writeRelayKey(file: string): Promise<string> {
  const key = nkeys.createUser();
  try {
    await writeFile(file, `${Buffer.from(key.getSeed()).toString()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(`${file} is there already. Keys are never overwritten.`, { cause: error });
  }
  return key.getPublicKey();
}

/** The public part of the nkey whose seed is in a file. */
export async function readPublicKey(file: string): Promise<string> {
  const seed = await readRegularFile(file);
  try {
    return nkeys.fromSeed(Buffer.from(seed.toString().trim())).getPublicKey();
  } catch (cause) {
    throw new Error(`${file} holds no seed of an nkey.`, { cause });
  }
}
