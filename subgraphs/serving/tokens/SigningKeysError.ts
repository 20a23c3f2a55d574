/** A file does not hold keys that the hub can sign with. The message names the file and says nothing of what is in it. */
export class SigningKeysError extends Error {
  override readonly name = 'SigningKeysError';

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
  }
}
