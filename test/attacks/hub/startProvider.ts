import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { SignInConfig } from '../../../gateway/front/sign-in/SignInConfig';

type Claims = Readonly<Record<string, unknown>>;

/** An OpenID provider of a test, which signs whatever it is told to. */
export interface Provider {
  readonly url: string;
  readonly signIn: SignInConfig;
  readonly publicJwk: JWK;
  /** Paths that were asked for. */
  readonly asked: string[];
  /** What discovery says in place of the truth. */
  metadata: object | undefined;
  /** Answers who brings a code (`POST /token`); undefined refuses it, and where that fails the connection breaks. */
  answerCode: ((form: URLSearchParams) => Promise<object | undefined>) | undefined;
  /** A token of a member; `claims` and `header` take the place of what it says. */
  sign(claims?: Claims, header?: Claims, key?: CryptoKey): Promise<string>;
  /** A member's token with a good signature and this header, which a library would not sign. */
  signUnder(header: object): Promise<string>;
  close(): Promise<void>;
}

const AUDIENCE = 'hanse';
/** The hub's pages, for which ID tokens are. */
export const CLIENT = 'hanse-pages';
export const ORGANISATION = 'Gemeente Voorbeeldstad';

export async function startProvider(): Promise<Provider> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    provider.asked.push(path);
    if (path === '/token') {
      void readForm(request)
        .then((form) => provider.answerCode?.(form))
        .then((answer) => {
          response.writeHead(answer ? 200 : 400, { 'content-type': 'application/json' });
          response.end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
        })
        .catch(() => response.destroy());
      return;
    }
    const body = path === '/jwks' ? { keys: [publicJwk] } : (provider.metadata ?? metadataOf(url));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: Provider = {
    url,
    publicJwk,
    asked: [],
    metadata: undefined,
    answerCode: undefined,
    signIn: {
      issuer: url,
      audience: AUDIENCE,
      jwksUri: undefined,
      claims: { organisation: 'organisation', city: 'city', roles: 'roles' },
      pseudonymSecret: 'a secret that stands in a test alone',
      session: {
        clientId: CLIENT,
        clientSecret: { kind: 'text', text: 'a client secret' },
        scope: 'openid',
        publicUrl: undefined,
        keys: ['a key of sessions that stands in a test alone'],
        minutes: 60,
      },
    },
    sign: (claims, header, key = privateKey) => {
      const now = Math.floor(Date.now() / 1_000);
      const member = { iss: url, aud: AUDIENCE, sub: 'p-7', organisation: ORGANISATION, iat: now, exp: now + 60 };
      return new SignJWT({ ...member, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt', ...header })
        .sign(key);
    },
    async signUnder(header) {
      const [, payload = ''] = (await provider.sign()).split('.');
      const signed = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}`;
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      const signature = await crypto.subtle.sign(algorithm, privateKey, Buffer.from(signed));
      return `${signed}.${Buffer.from(signature).toString('base64url')}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return provider;
}

function metadataOf(url: string): object {
  return {
    issuer: url,
    jwks_uri: `${url}/jwks`,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    end_session_endpoint: `${url}/sign-out`,
    id_token_signing_alg_values_supported: ['ES256'],
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}
