import type { FastifyInstance } from 'fastify';
import { createAsset, registerAsset } from './registerAsset';

/** Two cities and what passes between them; one shape that holds on light and dark tabs. */
const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#2044aa"/>
<path d="M7 7v18M25 7v18M7 16h18" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/>
</svg>
`;

/**
 * What search engines are to leave alone: addresses for programs, which cost cities work, and the sign-in. Pages that name
 * persons say `noindex` themselves, which an engine can only heed where it may read them.
 */
const ROBOTS = `User-agent: *
Disallow: /graphql
Disallow: /mcp
Disallow: /questions/
Disallow: /suggest
Disallow: /subgraphs/
Disallow: /explorer?
Disallow: /sign-in
`;

/** The picture of the site in a browser's tab. */
export const favicon = createAsset('/favicon.svg', 'image/svg+xml', FAVICON);

/** `GET /favicon.svg`, the same under the name that programs guess, and `GET /robots.txt`. */
export function registerSiteFiles(fastify: FastifyInstance): void {
  registerAsset(fastify, favicon);
  registerAsset(fastify, createAsset('/favicon.ico', favicon.mediaType, FAVICON));
  registerAsset(fastify, createAsset('/robots.txt', 'text/plain; charset=utf-8', ROBOTS));
}
