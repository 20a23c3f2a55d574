import { readRegularFile } from '../../../subgraphs/serving/files/regularFile';

/**
 * The text of a file that the operator named, which has to be UTF-8; a byte order mark is left out.
 *
 * @throws FileUnreadableError
 */
export async function readTextFile(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readRegularFile(file);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new FileUnreadableError(file, `cannot be read (${code})`, { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new FileUnreadableError(file, 'is not UTF-8', { cause: error });
  }
}

/** A file that the operator named cannot be read as text. The message names it, and says nothing of what is in it. */
export class FileUnreadableError extends Error {
  override readonly name = 'FileUnreadableError';

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file} ${problem}.`, options);
  }
}
