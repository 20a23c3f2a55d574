import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { Viewer } from '../../contract/tokens';
import { createTokenSigner } from './createTokenSigner';
import type { SignCall } from './createTokenSigner';
import { generatePrivateJwk, toSigningKeys } from './SigningKeys';
import type { SigningKeys } from './SigningKeys';

const MEMBER: Viewer = { anonymous: false, organisation: 'velbert', subject: 'p-7' };
const AT_GERA = { ...MEMBER, subject: 'p-7@gera' };

let keys: SigningKeys;
let clock: number;
let sign: SignCall;

beforeAll(async () => {
  keys = await toSigningKeys([await generatePrivateJwk()]);
});
beforeEach(() => {
  clock = Date.now();
  sign = createTokenSigner(
    () => keys,
    { issuer: 'hanse-hub', nameAt: (cityId, subject) => `${subject}@${cityId}` },
    () => clock,
  );
});

test('a token says for which city and viewer it is, lives a minute, and is checked with what the hub publishes', async () => {
  const { payload, protectedHeader } = await jwtVerify(await sign('gera', MEMBER), createLocalJWKSet(keys.published));
  const iat = Math.floor(clock / 1_000);
  expect(payload).toEqual({ iss: 'hanse-hub', aud: 'gera', iat, exp: iat + 60, viewer: AT_GERA });
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: keys.kid, typ: 'JWT' });
});

test('of a viewer nothing is told but what cities may know', async () => {
  const known = { ...MEMBER, email: 'ada@velbert.example' };
  expect(decodeJwt(await sign('gera', known)).viewer).toEqual(AT_GERA);
  const stranger = { anonymous: true, address: '192.0.2.1' } as const;
  expect(decodeJwt(await sign('gera', stranger)).viewer).toEqual({ anonymous: true });
});

test('a token serves half of its life, then another takes its place', async () => {
  const first = await sign('gera', MEMBER);
  clock += 29_999;
  expect(await sign('gera', MEMBER)).toBe(first);
  clock += 1;
  const second = await sign('gera', MEMBER);
  expect(second).not.toBe(first);
  expect(decodeJwt(second).iat).toBe(Math.floor(clock / 1_000));
});

test('once the keys change, the first of the new ones signs every call', async () => {
  const before = keys;
  const old = await sign('gera', MEMBER);
  const next = await generatePrivateJwk();
  keys = await toSigningKeys([next]);
  const token = await sign('gera', MEMBER);
  expect(token).not.toBe(old);
  expect(decodeProtectedHeader(token).kid).toBe(next.kid);
  expect(await sign('gera', MEMBER)).toBe(token);
  keys = before;
});

test('a clock that is set back makes no token that is not valid yet', async () => {
  await sign('gera', MEMBER);
  clock -= 3_600_000;
  expect(decodeJwt(await sign('gera', MEMBER)).iat).toBe(Math.floor(clock / 1_000));
});

test('each city and each viewer has a token of its own', async () => {
  const viewers: Viewer[] = [
    { anonymous: true },
    MEMBER,
    { ...MEMBER, subject: 'p-8' },
    { ...MEMBER, organisation: 'jena' },
    { anonymous: false, organisation: 'a","b', subject: 'c' },
    { anonymous: false, organisation: 'a', subject: 'b","c' },
  ];
  const tokens = await Promise.all(['gera', 'jena'].flatMap((cityId) => viewers.map((viewer) => sign(cityId, viewer))));
  expect(new Set(tokens).size).toBe(12);
});

test('a token that is bound to a body serves one attempt, and says which body it is', async () => {
  const free = await sign('gera', MEMBER);
  const [first, second] = await Promise.all([1, 2].map(() => sign('gera', MEMBER, Buffer.from('{"query":"{a}"}'))));
  expect(decodeJwt(first!)).toEqual({
    ...decodeJwt(free),
    body: 'Y5OQssUyJq45RKhbt3hA7ap60MCa2lmNYFSiwv4j9H8',
    jti: expect.stringMatching(/^[\da-f]{32}$/),
  });
  expect(decodeJwt(second!).jti).not.toBe(decodeJwt(first!).jti);
  // What is bound to nothing goes on to be used.
  expect(await sign('gera', MEMBER)).toBe(free);
});
