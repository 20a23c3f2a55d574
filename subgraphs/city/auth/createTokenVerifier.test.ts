import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import type { Viewer } from '../../contract/tokens';
import { createTokenVerifier, InvalidTokenError } from './createTokenVerifier';
import type { VerifyToken } from './createTokenVerifier';
import { HubKeys, KeysUnavailableError } from './HubKeys';
import { startKeyServer } from './test/startKeyServer';
import type { KeyServer } from './test/startKeyServer';
import { MEMBER, payloadFor, TestKey } from './test/TestKey';

const folder = mkdtempSync(join(tmpdir(), 'hanse-keys-'));
let key: TestKey;
let next: TestKey;
let hub: KeyServer;
/** Gives the viewer of a token that is bound to no call. */
let verify: (token: string) => Promise<Viewer>;
let verifyWhole: VerifyToken;

beforeAll(async () => {
  key = await TestKey.create('first');
  next = await TestKey.create('second');
});
beforeEach(async () => {
  hub = await startKeyServer(key.publicJwk);
  verifyWhole = await verifierFor('gera', hub.url);
  verify = async (token) => {
    const { viewer, binding } = await verifyWhole(token);
    expect(binding).toBeNull();
    return viewer;
  };
});
afterEach(async () => {
  jest.useRealTimers();
  await hub.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function verifierFor(cityId: string, jwks: string): Promise<VerifyToken> {
  const keys = await HubKeys.open({ kind: 'signed', jwks, issuer: 'hanse-hub' }, pino({ level: 'silent' }));
  return createTokenVerifier(keys, cityId);
}

/** Moves the clock, and stops it there, alone: timers and the network go on. */
function setClock(ms: number): void {
  jest.useFakeTimers({
    now: ms,
    doNotFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
      ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
    ],
  });
}

const now = (): number => Math.floor(Date.now() / 1_000);
const inSeconds = (iat: number, exp: number): object => ({ iat: now() + iat, exp: now() + exp });

describe('a token', () => {
  test('tells who the viewer is', async () => {
    expect(await verify(await key.sign(payloadFor('gera')))).toEqual({ anonymous: true });
    expect(await verify(await key.sign(payloadFor('gera', { viewer: MEMBER })))).toEqual(MEMBER);
  });

  test('may say more of the viewer than this version knows', async () => {
    const viewer = { ...MEMBER, roles: ['editor'] };
    expect(await verify(await key.sign(payloadFor('gera', { viewer })))).toEqual(MEMBER);
    expect(await verify(await key.sign(payloadFor('gera', { viewer: { ...viewer, anonymous: true } })))).toEqual({
      anonymous: true,
    });
  });

  test.each([
    ['from a clock that is up to 30 seconds behind', () => inSeconds(-89, -29)],
    ['from a clock that is up to 30 seconds ahead', () => inSeconds(29, 89)],
    ['with a short life', () => inSeconds(0, 1)],
  ])('%s is taken', async (_, claims) => {
    setClock(Date.now());
    expect(await verify(await key.sign(payloadFor('gera', { ...claims() })))).toEqual({ anonymous: true });
  });

  test.each<[string, () => object, RegExp]>([
    ['has expired', () => inSeconds(-95, -35), /expired/],
    ['comes from the future', () => inSeconds(35, 95), /"iat"/],
    ['lives longer than a minute', () => inSeconds(0, 61), /longer than 60 seconds/],
    ['was issued more than a minute ago, however long it lives', () => inSeconds(-120, 600), /expired|"iat"/],
    ['never expires', () => ({ exp: undefined }), /"exp"/],
    ['does not say when it was issued', () => ({ iat: undefined }), /"iat"/],
    ['expires at a word', () => ({ exp: 'never' }), /"exp"/],
    ['is not valid yet', () => ({ nbf: now() + 60 }), /"nbf"/],
    ["is another issuer's", () => ({ iss: 'someone' }), /"iss"/],
    ['names no issuer', () => ({ iss: undefined }), /"iss"/],
    ['is for another city', () => ({ aud: 'velbert' }), /"aud"/],
    ['is for no city', () => ({ aud: undefined }), /"aud"/],
    ['is for several cities', () => ({ aud: ['gera', 'velbert'] }), /this city alone/],
    ['says nothing of the viewer', () => ({ viewer: undefined }), /who the viewer is/],
    ['has a viewer that is a word', () => ({ viewer: 'member' }), /who the viewer is/],
    ['has a member without a name', () => ({ viewer: { anonymous: false } }), /who the viewer is/],
    ['has a member with an empty name', () => ({ viewer: { ...MEMBER, subject: '' } }), /who the viewer is/],
    ['has a name that PostgreSQL cannot store', () => ({ viewer: { ...MEMBER, subject: 'a\0' } }), /who the viewer is/],
    ['has an anonymity that is a word', () => ({ viewer: { ...MEMBER, anonymous: 'false' } }), /who the viewer is/],
    ['is as long as a book', () => ({ book: 'x'.repeat(5_000) }), /too long/],
  ])('that %s is refused', async (_, claims, reason) => {
    const outcome = verify(await key.sign(payloadFor('gera', { ...claims() })));
    await expect(outcome).rejects.toThrow(InvalidTokenError);
    await expect(outcome).rejects.toThrow(reason);
  });

  test('that was taken is taken again until it expires, and not for ever', async () => {
    const token = await key.sign(payloadFor('gera', { viewer: MEMBER }));
    const start = Date.now();
    for (const seconds of [0, 1, 59]) {
      setClock(start + seconds * 1_000);
      expect(await verify(token)).toEqual(MEMBER);
    }
    setClock(start + 91_000);
    await expect(verify(token)).rejects.toThrow('The token has expired.');
  });

  test('may be bound to the body of one call, and says so', async () => {
    const claims = { body: 'b'.repeat(43), jti: 'j'.repeat(32) };
    const { iat, exp } = { iat: now(), exp: now() + 60 };
    expect(await verifyWhole(await key.sign(payloadFor('gera', { viewer: MEMBER, iat, exp, ...claims })))).toEqual({
      viewer: MEMBER,
      // As long as it may come again, with a clock that is behind.
      binding: { ...claims, expiresAt: (exp + 30) * 1_000 },
    });
  });

  test.each([
    ['a hash that is none', { body: 'short', jti: 'j'.repeat(32) }],
    ['a hash that is null', { body: null, jti: 'j'.repeat(32) }],
    ['a list of hashes', { body: ['b'.repeat(43)], jti: 'j'.repeat(32) }],
    ['no name', { body: 'b'.repeat(43) }],
    ['a name that others may have', { body: 'b'.repeat(43), jti: '1' }],
    ['a name without end', { body: 'b'.repeat(43), jti: 'j'.repeat(101) }],
  ])('that is bound to a call by %s is refused', async (_, claims) => {
    await expect(verify(await key.sign(payloadFor('gera', claims)))).rejects.toThrow('to which call it is bound');
  });

  test('that was taken by one city is not taken by another', async () => {
    const token = await key.sign(payloadFor('gera'));
    const velbert = await verifierFor('velbert', hub.url);
    await verify(token);
    await expect(velbert(token)).rejects.toThrow('"aud"');
  });

  test('that is signed by a stranger under the name of a key of the hub is refused', async () => {
    const stranger = await TestKey.create('first');
    await expect(verify(await stranger.sign(payloadFor('gera')))).rejects.toThrow("The signature is not the hub's.");
  });

  test('that says it needs no signature is refused', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none', typ: 'JWT' })}.${part(payloadFor('gera', { viewer: MEMBER }))}.`;
    await expect(verify(token)).rejects.toThrow(InvalidTokenError);
  });

  test.each(['x', 'whole'])('that is signed with the public key as a secret (%s) is refused', async (what) => {
    const { x } = key.publicJwk;
    const secret = Buffer.from(
      what === 'x' ? (x ?? '') : JSON.stringify(key.publicJwk),
      what === 'x' ? 'base64url' : 'utf8',
    );
    const token = await new SignJWT(payloadFor('gera'))
      .setProtectedHeader({ alg: 'HS256', kid: 'first', typ: 'JWT' })
      .sign(secret);
    await expect(verify(token)).rejects.toThrow('The token must be signed with EdDSA.');
    expect(hub.requests).toBe(0);
  });

  test('that brings a key along is not checked with it', async () => {
    const stranger = await TestKey.create('mine');
    const token = await stranger.sign(payloadFor('gera'), { jwk: stranger.publicJwk, jku: 'http://127.0.0.1:1/' });
    await expect(verify(token)).rejects.toThrow('The key of the token is not one of the hub.');
  });

  test('of another kind is refused', async () => {
    await expect(verify(await key.sign(payloadFor('gera'), { typ: 'at+jwt' }))).rejects.toThrow(InvalidTokenError);
  });

  test('that was changed anywhere is refused', async () => {
    const token = await key.sign(payloadFor('gera'));
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '0', '.', '-'), async (at, character) => {
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        // The last character of a signature has bits that mean nothing.
        if (changed === token || at === token.length - 1) return;
        await expect(verify(changed)).rejects.toThrow(InvalidTokenError);
      }),
      { numRuns: 100 },
    );
  });

  test('that is any text is refused', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        await expect(verify(parts.join('.'))).rejects.toThrow(InvalidTokenError);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the hub's keys", () => {
  test('are fetched once for many calls', async () => {
    const token = await key.sign(payloadFor('gera'));
    await Promise.all(Array.from({ length: 10 }, () => verify(token)));
    await verify(await key.sign(payloadFor('gera', { viewer: MEMBER })));
    expect(hub.requests).toBe(1);
  });

  test('may change while the city runs', async () => {
    await verify(await key.sign(payloadFor('gera')));
    hub.keys = [next.publicJwk, key.publicJwk];
    setClock(Date.now() + 31_000);
    expect(await verify(await next.sign(payloadFor('gera')))).toEqual({ anonymous: true });
    expect(await verify(await key.sign(payloadFor('gera')))).toEqual({ anonymous: true });
    expect(hub.requests).toBe(2);
  });

  test('are not fetched again for each unknown key', async () => {
    await verify(await key.sign(payloadFor('gera')));
    setClock(Date.now() + 31_000);
    for (let round = 0; round < 5; round += 1) {
      await expect(verify(await next.sign(payloadFor('gera')))).rejects.toThrow('not one of the hub');
    }
    expect(hub.requests).toBe(2);
  });

  test('that were withdrawn are no longer taken after ten minutes', async () => {
    await verify(await key.sign(payloadFor('gera')));
    hub.keys = [next.publicJwk];
    setClock(Date.now() + 601_000);
    await expect(verify(await key.sign(payloadFor('gera')))).rejects.toThrow('not one of the hub');
  });

  test('that cannot be had are no fault of the token', async () => {
    hub.isDown = true;
    const token = await key.sign(payloadFor('gera'));
    await expect(verify(token)).rejects.toThrow(KeysUnavailableError);
    hub.isDown = false;
    setClock(Date.now() + 5_000);
    expect(await verify(token)).toEqual({ anonymous: true });
  });

  test.each([
    ['nothing that is a set of keys', [null]],
    ['a secret one', [{ kty: 'OKP', crv: 'Ed25519', kid: 'first', x: 'x', d: 'd' }]],
  ])('that are %s are no fault of the token', async (_, keys) => {
    hub.keys = keys as never;
    await expect(verify(await key.sign(payloadFor('gera')))).rejects.toThrow(KeysUnavailableError);
  });

  test('may be in a file, which is read again for an unknown key', async () => {
    const file = join(folder, 'jwks.json');
    writeFileSync(file, JSON.stringify({ keys: [key.publicJwk] }));
    const verifyByFile = await verifierFor('gera', file);
    expect(await verifyByFile(await key.sign(payloadFor('gera')))).toMatchObject({ viewer: { anonymous: true } });
    writeFileSync(file, JSON.stringify({ keys: [next.publicJwk] }));
    setClock(Date.now() + 31_000);
    expect(await verifyByFile(await next.sign(payloadFor('gera')))).toMatchObject({ viewer: { anonymous: true } });
  });

  test.each([
    ['not there', undefined, /ENOENT/],
    [
      'empty',
      ' \n',
      /: it is empty; expected was what the hub has at \/\.well-known\/jwks\.json, \{"keys": \[\.\.\.\]\}$/,
    ],
    ['no JSON', 'keys', /: it is no JSON; expected/],
    ['half written', '{"keys": [{"kty": "OKP", "d": "secret"', /: it is no JSON; expected/],
    ['a page', '<!DOCTYPE html><p>Sign in', /: it is no JSON, and begins with <!DOCTYPE html>; expected/],
    [
      'PEM',
      '-----BEGIN PRIVATE KEY-----\nsecret',
      /: it is no JSON, and begins with -----BEGIN PRIVATE KEY-----; expected/,
    ],
    ['no set of keys', '{}', /: it has no list "keys"/],
    ['a set of none', '{"keys":[]}', /: it holds no key; expected/],
    ['a set of others', '{"keys":[{"kty":"RSA","n":"n","e":"AQAB"}]}', /: none of its keys is one of Ed25519/],
    ['a private key', '{"kty":"OKP","crv":"Ed25519","x":"x","d":"secret"}', /: it holds a private key.* keys publish/],
    ['a set of private keys', '{"keys":[{"kty":"OKP","d":"secret"}]}', /: it holds a private key.* keys publish/],
  ])(
    'CITY-290 in a file that is %s are told at the start, in words for whoever wrote it',
    async (what, content, words) => {
      const file = join(folder, `${what}.json`);
      if (content !== undefined) writeFileSync(file, content);
      const { message } = (await verifierFor('gera', file).catch((error: unknown) => error)) as Error;
      expect(message).toMatch(words);
      expect(message).toContain(`HUB_JWKS: ${file} cannot be read as a JWK Set`);
      expect(message).not.toContain('secret');
    },
  );
});
