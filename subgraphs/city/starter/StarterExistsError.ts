/** A folder has files already that a first configuration would overwrite. */
export class StarterExistsError extends Error {
  override readonly name = 'StarterExistsError';

  constructor(readonly files: readonly string[]) {
    super(`Nothing was written, because there is already:\n${files.join('\n')}`);
  }
}
