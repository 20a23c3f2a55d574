import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { varyBy } from '../../front/http/cacheControl';
import { createAsset, registerAsset } from '../registerAsset';
import type { Asset } from '../registerAsset';
import { registerPackedAsset } from '../registerPackedAsset';
import { returnTo } from '../sign-in/returnTo';
import { chooseTexts } from '../language/textsOf';
import { frameOf } from '../page/Frame';
import { readExplorerProgram } from './bundleExplorer';
import { renderExplorer } from './ExplorerPage';
import { explorerStylesheet } from './explorerStylesheet';

const PROGRAM = '/explorer/explorer.js';

/** `GET /explorer`: GraphQL to write and to run in the browser, with its program and its style sheet. */
export function registerExplorer(fastify: FastifyInstance, endpoint: string): void {
  const css = createAsset('/explorer/explorer.css', 'text/css; charset=utf-8', explorerStylesheet);
  registerAsset(fastify, css);
  registerPackedAsset(fastify, PROGRAM, programOfExplorer);

  fastify.get('/explorer', async (request, reply) => {
    const { texts, chosenLang } = chooseTexts(request);
    const { from } = request.query as { readonly from?: unknown };
    const question = from === undefined ? undefined : returnTo(from);
    const nonce = randomBytes(16).toString('base64');
    const { href: script } = await programOfExplorer();
    varyBy(reply, 'accept-language');
    return reply
      .header('content-security-policy', policyWith(nonce))
      .header('content-language', texts.language)
      .header('referrer-policy', 'no-referrer')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(
        renderExplorer({
          ...{ endpoint, nonce, texts, chosenLang, question },
          ...{ stylesheet: css.href, script, notices: frameOf(request).notices },
        }),
      );
  });
}

/** Made once in a process, and only where somebody opens the explorer. */
let program: Promise<Asset> | undefined;
function programOfExplorer(): Promise<Asset> {
  program ??= readExplorerProgram().then((code) => createAsset(PROGRAM, 'text/javascript; charset=utf-8', code));
  // What failed is tried again.
  program.catch(() => {
    program = undefined;
  });
  return program;
}

/**
 * Scripts of the hub alone, and no request to anywhere else. The editors write style elements, which the page names by a number that
 * nobody can guess; attributes of style come from the browser itself, when somebody types into an element. Content Security Policy Level 3.
 */
const policyWith = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; ` +
  "img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
