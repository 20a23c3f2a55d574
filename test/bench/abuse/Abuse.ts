/** A request that asks for much more than its size says. */
export interface Abuse {
  readonly name: string;
  /** No two rounds ask in the same words: whoever means harm gets no plan and no answer from a cache. */
  write(round: number): AbuseRequest;
}

export type AbuseRequest =
  | { readonly method: 'POST'; readonly path: '/graphql'; readonly body: string }
  | { readonly method: 'GET'; readonly path: string };

/** What is sent to be read: the path counts for a request without a body. */
export function bytesOf(request: AbuseRequest): number {
  return Buffer.byteLength(request.method === 'POST' ? request.body : request.path);
}
