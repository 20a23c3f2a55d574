/** The folder that should keep the demo's data cannot be made or written to. */
export class HomeUnusableError extends Error {
  override readonly name = 'HomeUnusableError';

  constructor(home: string, cause: unknown) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    super(`The data cannot be kept in ${home} (${code}). Choose a folder that can be written to with HANSE_HOME.`, {
      cause,
    });
  }
}
