import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CryptoKey, JWK } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import type { Hub } from '../../../gateway/createHub';
import { createHub } from '../../../gateway/createHub';

let folder: string;
let provider: Server;
let issuer: string;
let hub: Hub;
/** Who asked the provider is answered by this. */
let treat: (path: string, response: ServerResponse) => void;
const keys: { readonly secret: CryptoKey; readonly published: JWK }[] = [];

beforeAll(async () => {
  for (const kid of ['one', 'two']) {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    keys.push({ secret: privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } });
  }
  provider = createServer((request, response) => {
    treat(request.url ?? '', response);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), 'hanse-provider-faults-'));
  const networkFile = path.join(folder, 'network.yaml');
  await writeFile(networkFile, 'name: Empty\ncities: []\n');
  hub = await createHub(
    parseHubConfig({
      HANSE_NETWORK: networkFile,
      HANSE_CITIES_HTTPS_ONLY: 'false',
      PORT: '0',
      HANSE_OIDC_ISSUER: issuer,
      HANSE_OIDC_AUDIENCE: 'hub',
      HANSE_PSEUDONYM_SECRET: 'x'.repeat(32),
    }),
    pino({ level: 'silent' }),
  );
}, 60_000);

afterAll(async () => {
  await hub.close();
  provider.closeAllConnections();
  provider.close();
  await rm(folder, { recursive: true });
});

/** As a provider that is well, with these keys. */
const publish =
  (...published: readonly JWK[]) =>
  (asked: string, response: ServerResponse): void => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(asked === '/jwks' ? { keys: published } : { issuer, jwks_uri: `${issuer}/jwks` }));
  };

async function tokenOf(key: number): Promise<string> {
  const { secret, published } = keys[key]!;
  return await new SignJWT({ organisation: 'Musterstadt' })
    .setProtectedHeader({ alg: 'ES256', kid: published.kid })
    .setIssuer(issuer)
    .setAudience('hub')
    .setSubject('p-1')
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(secret);
}

async function ask(token?: string): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: '{ cities { totalCount } }' }),
  });
  return { status: response.status, body: (await response.text()).trimEnd() };
}

/** A member is told that nobody can sign in at the moment, and everybody else is answered meanwhile. */
async function expectOutage(): Promise<void> {
  const member = ask(await tokenOf(0));
  const startedAt = Date.now();
  expect(await ask()).toEqual({ status: 200, body: '{"data":{"cities":{"totalCount":0}}}' });
  expect(Date.now() - startedAt).toBeLessThan(2_000);
  const { status, body } = await member;
  expect({ status, ...(JSON.parse(body) as object) }).toEqual({
    status: 503,
    errors: [
      {
        message: 'The sign-in service cannot be reached at the moment.',
        extensions: { code: 'SIGN_IN_UNAVAILABLE' },
      },
    ],
  });
}

describe('while the identity provider', () => {
  it.each<[string, string, (path: string, response: ServerResponse) => void]>([
    ['OPS-061', 'cuts off connections', (_, response) => response.socket?.resetAndDestroy()],
    ['OPS-062', 'answers with a page of a proxy', (_, response) => response.end('<html>Bad gateway</html>')],
    [
      'OPS-063',
      'tells other things than keys',
      (asked, response) => {
        if (asked === '/jwks') response.end('{"keys":"none"}');
        else publish()(asked, response);
      },
    ],
    ['OPS-064', 'hangs', () => undefined],
  ])('%s %s, a member is told so and everybody else is answered', async (_id, _what, fault) => {
    treat = fault;
    await expectOutage();
  });

  it('OPS-065 is back, members sign in again by themselves, and stay signed in when it goes down once more', async () => {
    treat = publish(keys[0]!.published);
    expect((await ask(await tokenOf(0))).status).toBe(200);
    treat = (_, response) => response.socket?.resetAndDestroy();
    expect((await ask(await tokenOf(0))).status).toBe(200);
  });

  it('OPS-066 has not published a key, a token that it signed is refused, and never taken for anonymous', async () => {
    treat = publish(keys[0]!.published);
    expect((await ask(await tokenOf(1))).status).toBe(401);
  });
});
