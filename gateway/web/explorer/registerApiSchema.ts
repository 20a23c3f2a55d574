import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createAsset } from '../registerAsset';
import { registerPackedAsset } from '../registerPackedAsset';

/** `GET /api.graphql`: the API's schema in the schema definition language, for code generators and linters. */
export function registerApiSchema(fastify: FastifyInstance): void {
  const sdl = readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8');
  const asset = createAsset('/api.graphql', 'text/plain; charset=utf-8', sdl);
  registerPackedAsset(fastify, asset.path, () => asset);
}
