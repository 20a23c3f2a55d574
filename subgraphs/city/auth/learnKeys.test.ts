import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { pino } from 'pino';
import { createKeysSigner } from '../../serving/tokens/createKeysSigner';
import { generatePrivateJwk, toSigningKeys } from '../../serving/tokens/SigningKeys';
import type { PrivateJwk, SigningKeys } from '../../serving/tokens/SigningKeys';
import { createTokenVerifier } from './createTokenVerifier';
import type { VerifyToken } from './createTokenVerifier';
import { HubKeys } from './HubKeys';
import { startKeyServer } from './test/startKeyServer';
import { payloadFor } from './test/TestKey';

const ISSUER = 'hanse-hub';
const ANONYMOUS = { viewer: { anonymous: true }, binding: null };

let folder: string;
let one: PrivateJwk;
let two: PrivateJwk;
let current: SigningKeys;
let now: number;
let sign: () => Promise<string>;
let keys: HubKeys;
let verify: VerifyToken;

/** A city that has the hub's first key in a file, and no way to the hub. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-keys-'));
  [one, two] = [await generatePrivateJwk(), await generatePrivateJwk()];
  current = await toSigningKeys([one]);
  now = Date.now();
  sign = createKeysSigner(
    () => current,
    ISSUER,
    () => now,
  );
  const jwks = join(folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify(current.published));
  keys = await HubKeys.open({ kind: 'signed', jwks, issuer: ISSUER }, pino({ level: 'silent' }));
  verify = createTokenVerifier(keys, 'gera');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function signedBy(jwk: PrivateJwk, payload: JWTPayload): Promise<string> {
  const { kid, privateKey } = await toSigningKeys([jwk]);
  return await new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' }).sign(privateKey);
}

async function callSignedBy(jwk: PrivateJwk): ReturnType<VerifyToken> {
  return await verify(await signedBy(jwk, payloadFor('gera')));
}

test('a rotation reaches a city with the calls, and the old key is forgotten', async () => {
  current = await toSigningKeys([one, two]);
  await keys.learn(await sign());
  expect(await callSignedBy(two)).toEqual(ANONYMOUS);
  now += 1_000;
  current = await toSigningKeys([two]);
  await keys.learn(await sign());
  expect(await callSignedBy(two)).toEqual(ANONYMOUS);
  await expect(callSignedBy(one)).rejects.toThrow('The key of the token is not one of the hub.');
});

test('HUB-305 whoever carries the calls can put no key of his own among those of the hub, nor bring back an old one', async () => {
  const own = createKeysSigner(() => current, ISSUER);
  current = await toSigningKeys([two, one]);
  await keys.learn(await own());
  await expect(callSignedBy(two)).rejects.toThrow('The key of the token is not one of the hub.');

  // The token of a call is no list of keys.
  await keys.learn(await signedBy(one, payloadFor('gera', { keys: current.published.keys })));
  await expect(callSignedBy(two)).rejects.toThrow('The key of the token is not one of the hub.');

  current = await toSigningKeys([one]);
  const before = await sign();
  now += 1_000;
  current = await toSigningKeys([one, two]);
  await keys.learn(await sign());
  await keys.learn(before);
  expect(await callSignedBy(two)).toEqual(ANONYMOUS);
});

test('a city that fetches the keys from the hub itself takes none from elsewhere', async () => {
  const hub = await startKeyServer(...current.published.keys);
  keys = await HubKeys.open({ kind: 'signed', jwks: hub.url, issuer: ISSUER }, pino({ level: 'silent' }));
  verify = createTokenVerifier(keys, 'gera');
  current = await toSigningKeys([one, two]);
  expect(await callSignedBy(one)).toEqual(ANONYMOUS);
  await keys.learn(await sign());
  await expect(callSignedBy(two)).rejects.toThrow('The key of the token is not one of the hub.');
  await hub.close();
});

test('the same signature serves for minutes, and a key that changed for none', async () => {
  const first = await sign();
  now += 299_000;
  expect(await sign()).toBe(first);
  now += 2_000;
  expect(await sign()).not.toBe(first);
  const second = await sign();
  current = await toSigningKeys([one, two]);
  expect(await sign()).not.toBe(second);
});
