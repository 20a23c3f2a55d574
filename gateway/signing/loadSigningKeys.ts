import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { generatePrivateJwk } from './generatePrivateJwk';
import { parseSigningKeys } from './parseSigningKeys';
import type { SigningKeys } from './SigningKeys';
import { toSigningKeys } from './toSigningKeys';

/**
 * The keys of a file; without one, a key for the life of this process.
 *
 * @throws SigningKeysError; the system's error when the file cannot be read
 */
export async function loadSigningKeys(file: string | undefined, logger: Logger): Promise<SigningKeys> {
  if (file === undefined) {
    logger.warn(
      'HANSE_SIGNING_KEYS names no file, so calls are signed with a key that lasts as long as this process. ' +
        'Several hubs of one network need the same file: npm run hub -- keys generate <file>',
    );
    return await toSigningKeys([await generatePrivateJwk()]);
  }
  return await toSigningKeys(parseSigningKeys(await readFile(file, 'utf8'), file));
}
