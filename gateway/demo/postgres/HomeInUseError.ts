/** Another living process runs its server on this folder. Its server is left alone. */
export class HomeInUseError extends Error {
  override readonly name = 'HomeInUseError';

  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `${folder} is in use by process ${pid}. Stop that process first, ` +
        'or give this one a home of its own with HANSE_HOME (and a PORT of its own).',
    );
  }
}
