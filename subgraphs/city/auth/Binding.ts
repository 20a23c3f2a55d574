/** To which call a token is bound: it stands for one body, and for one time. */
export interface Binding {
  /** SHA-256 of the body, as base64url. */
  readonly body: string;
  /** The name of the token (RFC 7519, 4.1.7). */
  readonly jti: string;
  /** From when on the token is taken no more, in milliseconds since 1970. */
  readonly expiresAt: number;
}
