import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { varyBy } from '../front/http/cacheControl';
import { describeAsset } from './registerAsset';
import type { Asset } from './registerAsset';

/** How a large file is packed, the best first. The work is done beside the event loop, in a tenth of a second. */
const CODINGS = {
  br: (content: string): Promise<Buffer> =>
    promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  gzip: (content: string): Promise<Buffer> => promisify(gzip)(content),
  identity: (content: string): Promise<Buffer> => Promise.resolve(Buffer.from(content)),
} as const;

type Coding = keyof typeof CODINGS;

/**
 * Serves a large file packed, as browsers take it. It is made and packed when it is first asked for, and kept so: however many ask for it at
 * once, and whether they read it, its bytes are in memory once. Compressed anew for each, it would take more than a megabyte for each.
 */
export function registerPackedAsset(fastify: FastifyInstance, path: string, make: () => Asset | Promise<Asset>): void {
  const kept = new WeakMap<Asset, Map<Coding, Promise<Buffer>>>();
  const pack = (coding: Coding, asset: Asset): Promise<Buffer> => {
    const packed = kept.get(asset) ?? new Map<Coding, Promise<Buffer>>();
    kept.set(asset, packed);
    const content = packed.get(coding) ?? CODINGS[coding](asset.content);
    packed.set(coding, content);
    return content;
  };
  fastify.get(path, { config: { session: 'never' } }, async (request, reply) => {
    const asset = await make();
    varyBy(reply, 'accept-encoding');
    if (describeAsset(request, reply, asset)) return reply.code(304).send();
    // Browsers name all that they take alike; whichever stands first among them says nothing.
    const coding = (['br', 'gzip'] as const).find((one) => request.encoding([one]) === one) ?? 'identity';
    if (coding !== 'identity') void reply.header('content-encoding', coding);
    return reply.type(asset.mediaType).send(await pack(coding, asset));
  });
}
