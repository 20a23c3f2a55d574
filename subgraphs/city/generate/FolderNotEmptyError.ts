/** What is generated goes into a folder of its own: it would be mixed with what is there. */
export class FolderNotEmptyError extends Error {
  override readonly name = 'FolderNotEmptyError';

  constructor(folder: string) {
    super(`${folder} is not empty. Name a folder that is empty or not there yet.`);
  }
}
