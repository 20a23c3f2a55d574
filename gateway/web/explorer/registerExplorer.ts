import * as graphiql from '@graphql-yoga/render-graphiql/graphiql';
import type { FastifyInstance } from 'fastify';
import { varyBy } from '../../front/http/cacheControl';
import { createAsset } from '../registerAsset';
import type { Asset } from '../registerAsset';
import { returnTo } from '../sign-in/returnTo';
import { chooseTexts } from '../language/textsOf';
import { renderExplorer } from './ExplorerPage';
import type { ExplorerAddresses } from './ExplorerPage';
import { explorerScript, explorerStylesheet } from './explorerAssets';
import { registerPackedAsset } from './registerPackedAsset';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/**
 * `GET /explorer`: GraphiQL, all of it from this hub. The npm package holds GraphiQL ready to run, as texts; served one by
 * one they can be kept by browsers, and need no inline script.
 */
export function registerExplorer(fastify: FastifyInstance, endpoint: string): void {
  const serve = (name: string, mediaType: string, content: string): Asset => {
    const asset = createAsset(`/explorer/${name}`, mediaType, content);
    registerPackedAsset(fastify, asset);
    return asset;
  };

  const addresses: ExplorerAddresses = {
    endpoint,
    stylesheets: [
      serve('graphiql.css', STYLE, withoutFonts(graphiql.css)).href,
      serve('explorer.css', STYLE, explorerStylesheet).href,
    ],
    scripts: [serve('graphiql.js', SCRIPT, graphiql.js).href, serve('explorer.js', SCRIPT, explorerScript).href],
    workers: {
      editorWorkerService: serve('editor.worker.js', SCRIPT, graphiql.editorWorkerService).href,
      json: serve('json.worker.js', SCRIPT, graphiql.jsonWorker).href,
      graphql: serve('graphql.worker.js', SCRIPT, graphiql.graphqlWorker).href,
    },
  };

  fastify.get('/explorer', (request, reply) => {
    const { texts, chosenLang } = chooseTexts(request);
    const { from } = request.query as { readonly from?: unknown };
    const question = from === undefined ? undefined : returnTo(from);
    varyBy(reply, 'accept-language');
    return reply
      .header('content-security-policy', EXPLORER_POLICY)
      .header('content-language', texts.language)
      .header('referrer-policy', 'no-referrer')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(renderExplorer({ addresses, texts, chosenLang, question }));
  });
}

/**
 * GraphiQL's styles with the font of its icons alone, and that once: text is in the fonts of the system, as on all pages. They
 * are in it as data, which no packing makes smaller.
 */
function withoutFonts(styles: string): string {
  let hasIcons = false;
  return styles.replace(/@font-face\s*\{[^}]*\}/g, (face) => {
    if (hasIcons || !face.includes('codicon')) return '';
    hasIcons = true;
    return face;
  });
}

/**
 * For GraphiQL: scripts and workers of the hub only, and no request to anywhere else. Its editor, Monaco, writes style
 * elements and carries its icons and fonts as data. Content Security Policy Level 3.
 */
const EXPLORER_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "font-src 'self' data:; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
