import { readFile } from 'node:fs/promises';
import { parseSigningKeys, SigningKeysError, toSigningKeys } from '../../serving/tokens/SigningKeys';
import type { SigningKeys } from '../../serving/tokens/SigningKeys';
import { CannotRunError } from '../CannotRunError';

/**
 * The keys in a file that `npm run hub -- keys generate` made.
 *
 * @throws CannotRunError that names the file.
 */
export async function readKeys(file: string): Promise<SigningKeys> {
  try {
    return await toSigningKeys(parseSigningKeys(await readFile(file, 'utf8'), file));
  } catch (error) {
    if (error instanceof SigningKeysError) throw new CannotRunError(error.message);
    throw new CannotRunError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}
