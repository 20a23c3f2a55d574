import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A file that never changes while the hub runs. */
export interface Asset {
  readonly path: string;
  /** The path with the content's hash, so that a browser may keep it for good. */
  readonly href: string;
  readonly mediaType: string;
  readonly content: string;
  /** Weak (RFC 9110, section 8.8.3.3): it may be sent compressed or as it is. */
  readonly etag: string;
}

export function createAsset(path: string, mediaType: string, content: string): Asset {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  return { path, href: `${path}?${hash}`, mediaType, content, etag: `W/"${hash}"` };
}

/** Serves a file with its ETag; a browser that has it gets 304. */
export function registerAsset(fastify: FastifyInstance, asset: Asset): void {
  // The same for everybody, whoever they are.
  fastify.get(asset.path, { config: { session: 'never' } }, (request, reply) =>
    describeAsset(request, reply, asset) ? reply.code(304).send() : reply.type(asset.mediaType).send(asset.content),
  );
}

/** Says in the head how long a file may be kept. Gives whether the client has it: then there is nothing to send. */
export function describeAsset(
  request: FastifyRequest,
  reply: FastifyReply,
  { href, etag }: Pick<Asset, 'href' | 'etag'>,
): boolean {
  const isHashed = request.raw.url === href;
  void reply
    .header('etag', etag)
    .header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'public, no-cache')
    .header('x-content-type-options', 'nosniff');
  return matchesEtag(request.headers['if-none-match'], etag);
}

/** Whether a client has what it asks for. RFC 9110, section 13.1.2: weak comparison. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch === '*' || (ifNoneMatch?.split(',').some((tag) => opaque(tag) === opaque(etag)) ?? false);
}
