import type { CryptoKey, JSONWebKeySet } from 'jose';

/** What the hub signs its calls with, and what it publishes so that cities can check them. */
export interface SigningKeys {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** Public parts alone: of the key that signs, and of those that have signed or will sign. */
  readonly published: JSONWebKeySet;
}
