import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTHeaderParameters, JWTPayload } from 'jose';
import type { Viewer } from '../../../contract/tokens';

export const MEMBER: Viewer = { anonymous: false, organisation: 'velbert', subject: 'p-7' };

/** A key as a hub has it, with which tests make tokens that are right and tokens that are wrong. */
export class TestKey {
  private constructor(
    readonly kid: string,
    readonly privateKey: CryptoKey,
    readonly publicJwk: JWK,
  ) {}

  static async create(kid: string): Promise<TestKey> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    return new TestKey(kid, privateKey, { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' });
  }

  /** Signs whatever it is told to. */
  sign(payload: JWTPayload, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'EdDSA', kid: this.kid, typ: 'JWT', ...header })
      .sign(this.privateKey);
  }
}

/** What a right token says; `claims` takes the place of some of it. */
export function payloadFor(cityId: string, claims: Readonly<Record<string, unknown>> = {}): JWTPayload {
  const iat = Math.floor(Date.now() / 1_000);
  return { iss: 'hanse-hub', aud: cityId, iat, exp: iat + 60, viewer: { anonymous: true }, ...claims };
}
