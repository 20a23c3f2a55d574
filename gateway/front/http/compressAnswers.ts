import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * What is shorter is there after one round trip in any case, and to compress 2 KB takes 0.3 ms, more than half as long as it took to
 * make such an answer.
 */
const MIN_BYTES = 4_096;
/** A larger one is compressed in pieces, beside the event loop. */
const MAX_BYTES_AT_ONCE = 32 * 1024;
/** Of what is written once and read once, so that the processor counts as much as the network. */
const GZIP_LEVEL = 5;
const BROTLI_QUALITY = 4;

/**
 * Compresses answers for whoever asks for it (`Accept-Encoding`, brotli or gzip): pages, texts, tables, JSON. Not those that
 * come piece by piece as events, and no workbooks, which are compressed in themselves. Routes have to be added behind it.
 *
 * Compression tells by the length of an answer what repeats in it (BREACH): a page that had a browser ask in somebody's name, with
 * words of its own that the answer repeats, could find out secrets in it. Here nobody can be asked for so: who somebody is stands
 * in `Authorization`, which no browser sends of itself. Of whoever sends a cookie that is not known, be it a proxy's or of a sign-in
 * on a page, and they get what they get as it is.
 */
export async function compressAnswers(server: FastifyInstance): Promise<void> {
  server.addHook('onRequest', (request, _reply, done) => {
    if (request.headers.cookie !== undefined) delete request.headers['accept-encoding'];
    done();
  });
  await server.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    threshold: MIN_BYTES,
    syncThreshold: MAX_BYTES_AT_ONCE,
    zlibOptions: { level: GZIP_LEVEL },
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    // A request says how large it is, and would not any more.
    globalDecompression: false,
  });
}
