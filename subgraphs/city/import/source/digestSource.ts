import { createHash } from 'node:crypto';

import type { Source } from './Source';

/** Raise it when the same files would give other rows than before, so that they are imported anew. */
const FORMAT_VERSION = 2;

/**
 * A digest (SHA-256, hex) over the files of a source and how they are to be imported; undefined when that cannot be told
 * beforehand, because a file can be read once only.
 */
export async function digestSource({ city, files }: Source, options: unknown): Promise<string | undefined> {
  const digest = createHash('sha256').update(`${JSON.stringify([FORMAT_VERSION, options])}\n`);
  for (const file of city === undefined ? files : [city, ...files]) {
    if (file.size === undefined) return undefined;
    const content = createHash('sha256');
    for await (const chunk of file.read()) content.update(chunk);
    // A digest of digests: no file's end can pass for the beginning of the next.
    const kind = 'kind' in file ? file.kind : null;
    digest.update(`${JSON.stringify([file.name, kind, content.digest('hex')])}\n`);
  }
  return digest.digest('hex');
}
