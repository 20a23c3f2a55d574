import type { ExplorerTexts } from '../language/explorerTexts';

/** What the page tells its program, as JSON in `data-options`. */
export interface Options {
  /** The hub's GraphQL endpoint. */
  readonly endpoint: string;
  /** The query on which the explorer opens where the address has none. */
  readonly query: string;
  /** With which the page's policy lets the editors write their style elements. */
  readonly nonce: string;
  readonly texts: ExplorerTexts;
}
