/** How long a file of the export gets: whoever wants more goes on from its last line. */
export interface ExportLimits {
  readonly maxRows: number;
  /** From the request to the last page, in milliseconds. */
  readonly maxMs: number;
}
