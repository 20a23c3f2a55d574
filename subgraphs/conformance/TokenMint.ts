import type { CryptoKey } from 'jose';
import { generateKeyPair, SignJWT } from 'jose';
import { TOKEN_ALGORITHM, TOKEN_LIFE_S, TOKEN_TYPE } from '../contract/tokens';
import type { Viewer as SignedViewer } from '../contract/tokens';
import { readRegularFile, textOf } from '../serving/files/regularFile';
import { createTokenSigner } from '../serving/tokens/createTokenSigner';
import type { SigningKeys } from '../serving/tokens/SigningKeys';
import { parseSigningKeys, SigningKeysError, toSigningKeys } from '../serving/tokens/SigningKeys';
import { CannotRunError } from './checkErrors';

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

interface TokenMintOptions {
  readonly keys: SigningKeys;
  readonly issuer: string;
  readonly cityId: string;
  /** Whether tokens are bound to the body of their call. */
  readonly bindsBody: boolean;
}

interface Claims {
  readonly iss: string;
  readonly aud: string | string[];
  readonly iat: number;
  readonly exp?: number;
  readonly viewer?: SignedViewer;
}

const HOUR = 60 * 60;
/** Seconds, more than any clock is wrong. */
const LONG_AGO = 24 * HOUR;

/** A city may keep a log of whom it told what: there the kit stands under this name. */
const MEMBER: SignedViewer = { anonymous: false, organisation: 'conformance-kit', subject: 'conformance-kit' };

export async function createTokenMint({ keys, issuer, cityId, bindsBody }: TokenMintOptions): Promise<TokenMint> {
  const signCall = createTokenSigner(() => keys, { issuer, nameAt: (_cityId, subject) => subject });
  const strangersKey = (await generateKeyPair('Ed25519')).privateKey;
  const publicKey = Buffer.from(keys.published.keys[0]?.x ?? '', 'base64url');

  function sign(
    claims: Claims,
    key: CryptoKey | Uint8Array = keys.privateKey,
    alg: string = TOKEN_ALGORITHM,
  ): Promise<string> {
    return new SignJWT({ ...claims }).setProtectedHeader({ alg, kid: keys.kid, typ: TOKEN_TYPE }).sign(key);
  }

  return {
    mint: (viewer, body = '') =>
      signCall(cityId, viewer === 'member' ? MEMBER : { anonymous: true }, bindsBody ? Buffer.from(body) : undefined),
    async forge(forgery) {
      const iat = Math.floor(Date.now() / 1000);
      const right: Claims = { iss: issuer, aud: cityId, iat, exp: iat + TOKEN_LIFE_S, viewer: MEMBER };
      switch (forgery) {
        case 'expired':
          return sign({ ...right, iat: iat - LONG_AGO, exp: iat - LONG_AGO + TOKEN_LIFE_S });
        case 'otherAudience':
          return sign({ ...right, aud: `${cityId}-neighbour` });
        case 'otherIssuer':
          return sign({ ...right, iss: `${issuer}-neighbour` });
        case 'unsigned':
          return `${encode({ alg: 'none', typ: TOKEN_TYPE })}.${encode(right)}.`;
        case 'otherKey':
          return sign(right, strangersKey);
        case 'hmac':
          return sign(right, publicKey, 'HS256');
        case 'tampered': {
          const [header, , signature] = (await signCall(cityId, { anonymous: true })).split('.');
          return `${header ?? ''}.${encode(right)}.${signature ?? ''}`;
        }
        case 'endless':
          return sign({ iss: issuer, aud: cityId, iat, viewer: MEMBER });
        case 'longLived':
          return sign({ ...right, exp: iat + HOUR });
        case 'forMany':
          return sign({ ...right, aud: [cityId, `${cityId}-neighbour`] });
        case 'ofNobody':
          return sign({ iss: issuer, aud: cityId, iat, exp: iat + TOKEN_LIFE_S });
      }
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/**
 * The keys in a file that `npm run hub -- keys generate` made.
 *
 * @throws CannotRunError that names the file.
 */
export async function readKeys(file: string): Promise<SigningKeys> {
  try {
    return await toSigningKeys(parseSigningKeys(textOf(await readRegularFile(file)), file));
  } catch (error) {
    if (error instanceof SigningKeysError) throw new CannotRunError(error.message);
    throw new CannotRunError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}

/** As whom a city is asked: a stranger, or a signed-in member of the network. */
export type Viewer = 'anonymous' | 'member';
