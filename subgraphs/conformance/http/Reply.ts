/** An HTTP response as it came, whole. */
export interface Reply {
  readonly status: number;
  /** In lower case, with its parameters; empty when there was none. */
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly tookMs: number;
}
