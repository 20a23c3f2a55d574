import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { varyBy } from '../../front/http/cacheControl';
import { describeAsset, sendAsset } from '../registerAsset';
import type { Asset } from '../registerAsset';

/** How a large file is packed, the best first. The work is done beside the event loop, in a tenth of a second. */
const CODINGS = {
  br: (content: string): Promise<Buffer> =>
    promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  gzip: (content: string): Promise<Buffer> => promisify(gzip)(content),
} as const;

type Coding = keyof typeof CODINGS;

/** Serves a large file packed, as browsers take it: it is made and packed when it is first asked for, and kept so. */
export function registerPackedAsset(fastify: FastifyInstance, path: string, make: () => Promise<Asset>): void {
  const packed = new Map<Coding, Promise<Buffer>>();
  const pack = (coding: Coding, asset: Asset): Promise<Buffer> => {
    const content = packed.get(coding) ?? CODINGS[coding](asset.content);
    packed.set(coding, content);
    return content;
  };
  fastify.get(path, { config: { session: 'never' } }, async (request, reply) => {
    const asset = await make();
    varyBy(reply, 'accept-encoding');
    // Browsers name all that they take alike; whichever stands first among them says nothing.
    const coding = (['br', 'gzip'] as const).find((one) => request.encoding([one]) === one);
    if (coding === undefined) return sendAsset(request, reply, asset);
    // Weak (RFC 9110, section 8.8.1): the same content in other bytes.
    if (describeAsset(request, reply, { href: asset.href, etag: `W/${asset.etag}` })) return reply.code(304).send();
    return reply
      .type(asset.mediaType)
      .header('content-encoding', coding)
      .send(await pack(coding, asset));
  });
}
