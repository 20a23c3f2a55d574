export interface ResponseHead {
  /** Code and reason. */
  readonly status?: string;
  /** In place of the usual ones, which are those of a JSON answer. Undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** An HTTP/1.1 response as it goes over the wire. */
export function httpResponse(body: string | Buffer, head: ResponseHead = {}): Buffer {
  const headers: ResponseHead['headers'] = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...head.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const start = [`HTTP/1.1 ${head.status ?? '200 OK'}`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(start), Buffer.from(body)]);
}
