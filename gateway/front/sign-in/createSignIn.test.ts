import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { createSignIn, everybodyAnonymous } from './createSignIn';
import { ProviderUnavailableError } from './findProviderKeys';
import { InvalidTokenError } from './readMember';

let privateKey: CryptoKey;
let otherKey: CryptoKey;
let server: Server;
let issuer: string;
/** What the provider says of itself; null makes it fail. */
let metadata: (() => object) | null;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  otherKey = (await generateKeyPair('ES256')).privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' };
  server = createServer((request, response) => {
    if (metadata === null) response.writeHead(500).end();
    else response.end(JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : metadata()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

beforeEach(() => {
  metadata = () => ({ issuer, jwks_uri: `${issuer}/jwks` });
});

function signIn(overrides: object = {}) {
  return createSignIn({
    issuer,
    audience: 'hub',
    jwksUri: undefined,
    claims: { organisation: 'org', city: 'city', roles: 'groups' },
    pseudonymSecret: 'x'.repeat(32),
    ...overrides,
  });
}

async function bearer(claims: JWTPayload = {}, key = privateKey, kid = 'one'): Promise<string> {
  const payload = { iss: issuer, aud: 'hub', sub: 'p-1', org: 'Stadt A', ...claims };
  const token = new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid }).setIssuedAt();
  return `Bearer ${await ('exp' in claims ? token : token.setExpirationTime('1m')).sign(key)}`;
}

it('answers who sends no token as anonymous', async () => {
  expect(await signIn()(undefined)).toEqual({ anonymous: true });
});

it('takes everybody for anonymous when there is no provider', async () => {
  expect(await everybodyAnonymous(await bearer())).toEqual({ anonymous: true });
});

it('reads organisation, city and roles from the claims that are named', async () => {
  expect(await signIn()(await bearer({ city: 'musterstadt', groups: ['analyst'] }))).toMatchObject({
    anonymous: false,
    organisation: 'Stadt A',
    city: 'musterstadt',
    roles: ['analyst'],
  });
});

it('knows a person by a pseudonym that stays, differs between persons, and does not tell the name', async () => {
  const subjectOf = async (sub: string, secret = 'x'.repeat(32)) => {
    const viewer = await signIn({ pseudonymSecret: secret })(await bearer({ sub }));
    return viewer.anonymous ? null : viewer.subject;
  };
  const subject = await subjectOf('p-1');
  expect(subject).not.toContain('p-1');
  expect(await subjectOf('p-1')).toBe(subject);
  expect(await subjectOf('p-2')).not.toBe(subject);
  expect(await subjectOf('p-1', 'y'.repeat(32))).not.toBe(subject);
});

describe('refuses', () => {
  it.each([
    ['another form than a bearer token', () => Promise.resolve('Basic abc')],
    ['what is no token', () => Promise.resolve('Bearer abc')],
    ['a token that is too long', () => Promise.resolve(`Bearer ${'a'.repeat(9_000)}`)],
    ['an expired token', () => bearer({ exp: 1 })],
    ['a token of another issuer', () => bearer({ iss: 'https://elsewhere.example' })],
    ['a token for another service', () => bearer({ aud: 'another' })],
    ['a token signed with another key', () => bearer({}, otherKey)],
    ['a token with an unknown key', () => bearer({}, otherKey, 'two')],
    ['a token that is not signed', () => Promise.resolve(`Bearer ${new UnsecuredJWT({ sub: 'p-1' }).encode()}`)],
    ['a token without a subject', () => bearer({ sub: undefined })],
    ['a token without an organisation', () => bearer({ org: undefined })],
    ['an organisation with control characters', () => bearer({ org: 'A\u0000B' })],
    ['roles that are no list', () => bearer({ groups: 'admin' })],
  ])('%s', async (_what, authorization) => {
    await expect(signIn()(await authorization())).rejects.toThrow(InvalidTokenError);
  });
});

it('says when the provider cannot be reached, and asks it again with the next token', async () => {
  const check = signIn();
  metadata = null;
  await expect(check(await bearer())).rejects.toThrow(ProviderUnavailableError);
  metadata = () => ({ issuer, jwks_uri: `${issuer}/jwks` });
  expect(await check(await bearer())).toMatchObject({ anonymous: false });
});

it('takes no metadata of another issuer', async () => {
  metadata = () => ({ issuer: 'https://elsewhere.example', jwks_uri: `${issuer}/jwks` });
  await expect(signIn()(await bearer())).rejects.toThrow(ProviderUnavailableError);
});

it('needs no discovery where the keys are named', async () => {
  metadata = () => ({});
  expect(await signIn({ jwksUri: `${issuer}/jwks` })(await bearer())).toMatchObject({ anonymous: false });
});
