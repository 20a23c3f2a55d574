import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fastify } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import type { SignInConfig } from '../front/sign-in/SignInConfig';
import { languageOf } from '../web/language/textsOf';
import { DEMO_CLIENT, DemoCodes, isOnThisMachine } from './DemoCodes';
import { renderDemoSignIn } from './DemoSignInPage';
import { demoUsers } from './DemoUser';
import type { DemoUser } from './DemoUser';

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

const DEMO_SECRET = 'demo';

const tokenRequest = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.enum(demoUsers.map(({ id }) => id)),
  client_secret: z.literal(DEMO_SECRET),
});

/**
 * Starts the demo's issuer: discovery, keys, tokens by client credentials (RFC 6749, section 4.4), which need no browser,
 * and the code flow for the pages, with a link for each user in place of a password. Its key is made anew at each start.
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
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    end_session_endpoint: `${issuer}/sign-out`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'none'],
  }));
  server.get('/jwks.json', () => ({ keys: [publicJwk] }));

  const codes = new DemoCodes();
  server.get('/authorize', async (request, reply) => {
    const asked = DemoCodes.read(request.query);
    if (asked === undefined) return reply.code(400).send({ error: 'invalid_request' });
    const { user, ui_locales: locale } = request.query as { readonly user?: string; readonly ui_locales?: string };
    const back = user === undefined ? undefined : codes.grant(asked, user);
    if (back !== undefined) return reply.redirect(back, 303);
    const cancelled = new URL(asked.redirect_uri);
    cancelled.search = new URLSearchParams({ error: 'access_denied', state: asked.state }).toString();
    const html = renderDemoSignIn({
      language: languageOf(locale ?? '') ?? 'en',
      addressFor: (id) => `/authorize?${new URLSearchParams({ ...asked, user: id }).toString()}`,
      cancelAddress: cancelled.href,
    });
    return reply
      .header('content-security-policy', "default-src 'none'; img-src data:")
      .type('text/html; charset=utf-8')
      .send(html);
  });
  // It remembers nobody, so that there is no session to end.
  server.get('/sign-out', (request, reply) => {
    const { post_logout_redirect_uri: back } = request.query as { readonly post_logout_redirect_uri?: string };
    return back !== undefined && isOnThisMachine(back) ? reply.redirect(back, 303) : reply.code(400).send();
  });
  server.post('/token', async (request, reply) => {
    if ((request.body as { readonly grant_type?: unknown }).grant_type === 'authorization_code') {
      const used = codes.use(request.body);
      if (used === undefined) return reply.code(400).send({ error: 'invalid_grant' });
      return {
        access_token: await sign(used.user, AUDIENCE, 'at+jwt'),
        id_token: await sign(used.user, DEMO_CLIENT, 'JWT', { nonce: used.nonce }),
        token_type: 'Bearer',
        expires_in: LIFE_SECONDS,
      };
    }
    const asked = tokenRequest.safeParse(request.body);
    if (!asked.success) {
      return reply.code(400).send({ error: 'invalid_request', error_description: z.prettifyError(asked.error) });
    }
    return { access_token: await createToken(asked.data.client_id), token_type: 'Bearer', expires_in: LIFE_SECONDS };
  });
  const createToken = (id: string): Promise<string> => {
    const user = demoUsers.find((one) => one.id === id);
    if (user === undefined) throw new Error(`The demo has no user ${id}.`);
    return sign(user, AUDIENCE, 'at+jwt');
  };
  const sign = ({ id, organisation, city, roles }: DemoUser, audience: string, typ: string, more: object = {}) =>
    new SignJWT({ organisation, city, roles, ...more })
      .setProtectedHeader({ alg: 'ES256', kid, typ })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(id)
      .setIssuedAt()
      .setExpirationTime(`${LIFE_SECONDS}s`)
      .sign(privateKey);
  issuer = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    signIn: {
      issuer,
      audience: AUDIENCE,
      jwksUri: undefined,
      claims: { organisation: 'organisation', city: 'city', roles: 'roles' },
      pseudonymSecret: randomBytes(32).toString('base64url'),
      session: {
        clientId: DEMO_CLIENT,
        clientSecret: { kind: 'none' },
        scope: 'openid',
        publicUrl: undefined,
        keys: [randomBytes(32).toString('base64url')],
        minutes: 60,
      },
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
