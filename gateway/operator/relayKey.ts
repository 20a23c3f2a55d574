import { nkeys } from '@nats-io/transport-node';
import { writeNewFile } from '../../subgraphs/serving/files/writeNewFile';
import { readTextFile } from '../watched/files/readTextFile';

/**
 * Makes an nkey, by which a NATS server knows somebody without having a secret of his, and writes its seed into a new file
 * that its owner alone can read.
 *
 * @returns the public part
 * @throws FileExistsError, FileUnwritableError
 */
export async function writeRelayKey(file: string): Promise<string> {
  const key = nkeys.createUser();
  await writeNewFile(file, `${Buffer.from(key.getSeed()).toString()}\n`, 0o600);
  return key.getPublicKey();
}

/** The public part of the nkey whose seed is in a file. */
export async function readPublicKey(file: string): Promise<string> {
  const seed = await readTextFile(file);
  try {
    return nkeys.fromSeed(Buffer.from(seed.trim())).getPublicKey();
  } catch (cause) {
    throw new Error(`${file} holds no seed of an nkey.`, { cause });
  }
}
