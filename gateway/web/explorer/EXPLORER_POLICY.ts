/**
 * For GraphiQL: scripts and workers of the hub only, and no request to anywhere else. Its editor, Monaco, writes style
 * elements and carries its icons and fonts as data. Content Security Policy Level 3.
 */
export const EXPLORER_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "font-src 'self' data:; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
