import { generatePrivateJwk, parseSigningKeys, SigningKeysError, toSigningKeys } from './SigningKeys';
import type { PrivateJwk } from './SigningKeys';

const parse = (content: unknown): readonly PrivateJwk[] => parseSigningKeys(JSON.stringify(content), 'keys.json');

let one: PrivateJwk;
let two: PrivateJwk;
beforeAll(async () => {
  one = await generatePrivateJwk();
  two = await generatePrivateJwk();
});

test('a file holds one key, or a set of them', () => {
  expect(parse(one)).toEqual([one]);
  expect(parse({ keys: [two, one] })).toEqual([two, one]);
});

test('the first key signs, and of all of them the public part alone is published', async () => {
  const { kid, published } = await toSigningKeys([two, one]);
  expect(kid).toBe(two.kid);
  expect(published.keys).toEqual(
    [two, one].map(({ x, kid: id }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid: id, alg: 'EdDSA', use: 'sig' })),
  );
  expect(JSON.stringify(published)).not.toContain(one.d);
  expect(JSON.stringify(published)).not.toContain(two.d);
});

test.each<[string, () => unknown, RegExp]>([
  ['is empty', () => '', /no Ed25519 signing key/],
  ['holds no key', () => ({ keys: [] }), /no Ed25519 signing key/],
  [
    'HUB-752 holds a public key',
    () => ({ ...one, d: undefined }),
    /it holds public keys, and what is needed are the private/,
  ],
  ['holds a key for something else', () => ({ ...one, use: 'enc' }), /use: /],
  ['holds a key without a name', () => ({ ...one, kid: undefined }), /kid: /],
  ['holds two keys of one name', () => ({ keys: [one, { ...two, kid: one.kid }] }), /the same kid/],
  ['holds parts of two keys', () => ({ ...one, d: two.d }), /does not belong/],
])('a file that %s is refused with its name, and none of its secrets', (_, content, problem) => {
  const refused = (): unknown => parse(content());
  expect(refused).toThrow(SigningKeysError);
  expect(refused).toThrow(/^keys\.json: /);
  expect(refused).toThrow(problem);
  expect(refused).not.toThrow(new RegExp(`${one.d}|${two.d}`));
});

test('a file that is no JSON is refused', () => {
  expect(() => parseSigningKeys('-----BEGIN PRIVATE KEY-----', 'keys.json')).toThrow('keys.json: it is not JSON.');
});
