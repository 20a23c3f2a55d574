import { readFile } from 'node:fs/promises';
import { parseSigningKeys } from '../../serving/tokens/parseSigningKeys';
import type { SigningKeys } from '../../serving/tokens/SigningKeys';
import { SigningKeysError } from '../../serving/tokens/SigningKeysError';
import { toSigningKeys } from '../../serving/tokens/toSigningKeys';
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
