import { SignJWT } from 'jose';
import { KEYS_TYPE } from '../../contract/relay';
import { TOKEN_ALGORITHM } from '../../contract/tokens';
import type { SigningKeys } from './SigningKeys';

/** How long what is signed holds, in seconds; it is used for half of that, so that the rest does for clocks that differ. */
const LIFE_S = 600;

/**
 * Tells the hub's public keys as they are now, signed by the one that signs calls: for cities behind a relay, which could
 * put others in their place. See `KEYS_HEADER`.
 *
 * @param now in milliseconds since 1970
 */
export function createKeysSigner(
  currentKeys: () => SigningKeys,
  issuer: string,
  now: () => number = Date.now,
): () => Promise<string> {
  let last: { readonly keys: SigningKeys; readonly iat: number; readonly signed: Promise<string> } | undefined;

  function sign(keys: SigningKeys, iat: number): Promise<string> {
    return new SignJWT({ keys: keys.published.keys })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: keys.kid, typ: KEYS_TYPE })
      .setIssuer(issuer)
      .setIssuedAt(iat)
      .setExpirationTime(iat + LIFE_S)
      .sign(keys.privateKey);
  }

  return () => {
    const keys = currentKeys();
    const iat = Math.floor(now() / 1_000);
    const age = last === undefined ? Infinity : iat - last.iat;
    if (last?.keys !== keys || age < 0 || age >= LIFE_S / 2) last = { keys, iat, signed: sign(keys, iat) };
    return last.signed;
  };
}
