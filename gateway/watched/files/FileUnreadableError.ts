/** A file that the operator named cannot be read as text. The message names it, and says nothing of what is in it. */
export class FileUnreadableError extends Error {
  override readonly name = 'FileUnreadableError';

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file} ${problem}.`, options);
  }
}
