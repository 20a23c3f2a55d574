import type { FastifyInstance } from 'fastify';
import type { Asset } from './Asset';

/** Serves a file with its ETag; a browser that has it gets 304. */
export function registerAsset(fastify: FastifyInstance, asset: Asset): void {
  fastify.get(asset.path, (request, reply) => {
    const isHashed = request.raw.url === asset.href;
    void reply
      .header('etag', asset.etag)
      .header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'public, no-cache')
      .header('x-content-type-options', 'nosniff');
    if (matches(request.headers['if-none-match'], asset.etag)) return reply.code(304).send();
    return reply.type(asset.mediaType).send(asset.content);
  });
}

/** RFC 9110, section 13.1.2: weak comparison. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (
    ifNoneMatch === '*' || (ifNoneMatch?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false)
  );
}
