import { createHash } from 'node:crypto';

/** A file that never changes while the hub runs. */
export interface Asset {
  readonly path: string;
  /** The path with the content's hash, so that a browser may keep it for good. */
  readonly href: string;
  readonly mediaType: string;
  readonly content: string;
  /** RFC 9110, section 8.8.3 */
  readonly etag: string;
}

export function createAsset(path: string, mediaType: string, content: string): Asset {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  return { path, href: `${path}?${hash}`, mediaType, content, etag: `"${hash}"` };
}
