import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fastify } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import type { SignInConfig } from '../front/sign-in/SignInConfig';

/** NOT FOR PRODUCTION: an OpenID provider whose secrets stand in its source, so that the demo can show what members see. */
export interface DemoIssuer {
  /** With which a hub takes its tokens. The pseudonyms change with each start. */
  readonly signIn: SignInConfig;
  /** Where tokens are had: on this machine alone. */
  readonly tokenUrl: string;
  /** A token of one of the demo's users. */
  createToken(userId: string): Promise<string>;
  close(): Promise<void>;
}

const AUDIENCE = 'hanse-demo';
/** A day of trying things out. */
const LIFE_SECONDS = 12 * 3_600;

/** Who can sign in at the demo's issuer: posts of the two invented cities, all with the same secret. */
interface DemoUser {
  readonly id: string;
  readonly organisation: string;
  readonly city: string;
  readonly roles: readonly string[];
}

const DEMO_SECRET = 'demo';

export const demoUsers: readonly [DemoUser, DemoUser] = [
  { id: 'musterstadt', organisation: 'Stadt Musterstadt', city: 'musterstadt', roles: ['analyst'] },
  { id: 'voorbeeldstad', organisation: 'Gemeente Voorbeeldstad', city: 'voorbeeldstad', roles: ['analyst'] },
];

const tokenRequest = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.enum(demoUsers.map(({ id }) => id)),
  client_secret: z.literal(DEMO_SECRET),
});

/**
 * Starts the demo's issuer: discovery, keys, and tokens by client credentials (RFC 6749, section 4.4), which need no
 * browser. Its key is made anew at each start.
 */
export async function startDemoIssuer(): Promise<DemoIssuer> {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  const server = fastify({ forceCloseConnections: true });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body.toString())));
  });
  let issuer = '';
  server.get('/.well-known/openid-configuration', () => ({
    issuer,
    jwks_uri: `${issuer}/jwks.json`,
    token_endpoint: `${issuer}/token`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  }));
  server.get('/jwks.json', () => ({ keys: [publicJwk] }));
  server.post('/token', async (request, reply) => {
    const asked = tokenRequest.safeParse(request.body);
    if (!asked.success) {
      return reply.code(400).send({ error: 'invalid_request', error_description: z.prettifyError(asked.error) });
    }
    return { access_token: await createToken(asked.data.client_id), token_type: 'Bearer', expires_in: LIFE_SECONDS };
  });
  const createToken = (id: string): Promise<string> => {
    const { organisation, city, roles } = demoUsers.find((user) => user.id === id) ?? {};
    return new SignJWT({ organisation, city, roles })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(AUDIENCE)
      .setSubject(id)
      .setIssuedAt()
      .setExpirationTime(`${LIFE_SECONDS}s`)
      .sign(privateKey);
  };
  issuer = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    signIn: {
      issuer,
      audience: AUDIENCE,
      jwksUri: undefined,
      claims: { organisation: 'organisation', city: 'city', roles: 'roles' },
      pseudonymSecret: randomBytes(32).toString('base64url'),
    },
    tokenUrl: `${issuer}/token`,
    createToken,
    close: () => server.close(),
  };
}

/**
 * Leaves a token of each of the demo's users in a file, for whoever started the demo alone.
 *
 * @returns the folder
 */
export async function writeTokens(issuer: DemoIssuer, home: string): Promise<string> {
  const folder = path.join(home, 'tokens');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  for (const { id } of demoUsers) {
    await writeFile(path.join(folder, id), `${await issuer.createToken(id)}\n`, { mode: 0o600 });
  }
  return folder;
}
