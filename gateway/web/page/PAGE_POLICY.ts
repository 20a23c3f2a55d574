/**
 * For a page of words: no script, no picture, nothing from elsewhere, not to be framed. Should a city's text ever escape
 * the escaping, a browser still runs none of it. Content Security Policy Level 3.
 */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
