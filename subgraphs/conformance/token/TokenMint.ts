import type { Viewer } from '../Viewer';

/** Ways in which a token is not one of the hub's for this city and this minute. */
export const forgeries = {
  expired: 'that has expired',
  otherAudience: 'that is for another city',
  otherIssuer: 'of another issuer',
  unsigned: 'without a signature (alg "none")',
  otherKey: "signed by a key that is not the hub's",
  hmac: 'signed with the public key as a shared secret (alg "HS256")',
  tampered: 'that was changed after it was signed',
  endless: 'that never expires',
  longLived: 'that lives for an hour',
  forMany: 'that is for other cities too',
  ofNobody: 'that names no viewer',
} as const;

export type Forgery = keyof typeof forgeries;

/** Signs as the hub does. Needs its private key, or a key that the city was told to trust for the check. */
export interface TokenMint {
  /** A token as the hub makes it, for a call with this body. */
  mint(viewer: Viewer, body?: string): Promise<string>;
  /** A member's token, wrong in one way. */
  forge(forgery: Forgery): Promise<string>;
}
