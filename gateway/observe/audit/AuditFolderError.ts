/** The audit trail cannot be written where it should be. */
export class AuditFolderError extends Error {
  override readonly name = 'AuditFolderError';

  constructor(folder: string, cause: NodeJS.ErrnoException) {
    super(
      `The audit trail cannot be written into ${folder} (${cause.code ?? cause.message}). ` +
        'HANSE_AUDIT_FOLDER must name a folder in which this user can write.',
      { cause },
    );
  }
}
