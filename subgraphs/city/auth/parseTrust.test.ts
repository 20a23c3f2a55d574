import { parseTrust } from './parseTrust';
import type { Trust } from './Trust';

function parse(env: Record<string, string>): Trust | readonly string[] {
  const problems: string[] = [];
  const trust = parseTrust(env, problems);
  return problems.length > 0 ? problems : trust;
}

test("the hub's keys are at a URL or in a file, and its tokens are issued by hanse-hub unless another is named", () => {
  expect(parse({ HUB_JWKS: 'http://hub:4000/.well-known/jwks.json' })).toEqual({
    kind: 'signed',
    jwks: 'http://hub:4000/.well-known/jwks.json',
    issuer: 'hanse-hub',
  });
  expect(parse({ HUB_JWKS: '/etc/hanse/jwks.json', HUB_ISSUER: 'hub.example', CITY_ALLOW_UNSIGNED: 'false' })).toEqual({
    kind: 'signed',
    jwks: '/etc/hanse/jwks.json',
    issuer: 'hub.example',
  });
});

test.each([
  'https://hub.example/.well-known/jwks.json',
  'http://localhost:4000/.well-known/jwks.json',
  'http://127.0.0.1:4000/jwks',
  'http://127.1/jwks',
  'http://[::1]:4000/jwks',
  '/etc/hanse/jwks.json',
])('OPS-115 in production, keys at %s cannot be changed on their way', (jwks) => {
  expect(parse({ HUB_JWKS: jwks, NODE_ENV: 'production' })).toMatchObject({ kind: 'signed', jwks });
});

test.each([
  'http://hub:4000/.well-known/jwks.json',
  'HTTP://hub.example/jwks',
  'http://127.0.0.1.evil.example/jwks',
  'http://localhost.evil.example/jwks',
  'http://10.0.0.1/jwks',
  'http://0.0.0.0/jwks',
])('OPS-115 in production, keys at %s are refused, unless somebody decides otherwise', (jwks) => {
  const refused = expect.stringMatching(/^HUB_JWKS must be an https URL .*but got ".*CITY_ALLOW_HTTP_KEYS=true\.$/);
  expect(parse({ HUB_JWKS: jwks, NODE_ENV: 'production' })).toEqual([refused]);
  expect(parse({ HUB_JWKS: jwks, NODE_ENV: 'production', CITY_ALLOW_HTTP_KEYS: 'false' })).toEqual([refused]);
  const taken = { kind: 'signed', jwks };
  expect(parse({ HUB_JWKS: jwks, NODE_ENV: 'production', CITY_ALLOW_HTTP_KEYS: 'true' })).toMatchObject(taken);
  expect(parse({ HUB_JWKS: jwks })).toMatchObject(taken);
});

test('unsigned calls are a decision', () => {
  expect(parse({ CITY_ALLOW_UNSIGNED: 'true' })).toEqual({ kind: 'unsigned' });
  expect(parse({ CITY_ALLOW_UNSIGNED: 'true', NODE_ENV: 'development' })).toEqual({ kind: 'unsigned' });
});

test.each<[string, Record<string, string>, RegExp]>([
  ['neither keys nor the switch', {}, /but got neither/],
  ['both keys and the switch', { HUB_JWKS: 'jwks.json', CITY_ALLOW_UNSIGNED: 'true' }, /but got both/],
  ['the switch in production', { CITY_ALLOW_UNSIGNED: 'true', NODE_ENV: 'production' }, /NODE_ENV is production/],
  ['a switch that is neither on nor off', { HUB_JWKS: 'jwks.json', CITY_ALLOW_UNSIGNED: 'yes' }, /true or false/],
  [
    'a switch for keys without TLS that is neither',
    { HUB_JWKS: 'jwks.json', CITY_ALLOW_HTTP_KEYS: 'yes' },
    /CITY_ALLOW_HTTP_KEYS must be true or false/,
  ],
  ['keys at a strange URL', { HUB_JWKS: 'file:///etc/jwks.json' }, /http or https URL or the path/],
])('%s is refused', (_, env, problem) => {
  expect(parse(env)).toEqual([expect.stringMatching(problem)]);
});
