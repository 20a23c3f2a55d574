/**
 * The database refused what the import had found good. Nothing was changed. It has the database's message and not the
 * error itself, which carries the rows: personal data that would end in a log.
 */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefusedError';

  constructor(databaseMessage: string) {
    super(`The database refused the import, and nothing was changed: ${databaseMessage}`);
  }
}
