import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { originOf } from '../../front/http/originOf';
import { ProviderUnavailableError } from '../../front/sign-in/findProviderKeys';
import { OpenIdClient, SignInCancelledError } from '../../front/sign-in/OpenIdClient';
import { createMemberReader, InvalidTokenError } from '../../front/sign-in/readMember';
import type { SessionConfig } from '../../front/sign-in/SessionConfig';
import { answerBySession, sessionOf } from '../../front/sign-in/sessionOfRequest';
import { SESSION_COOKIE, SIGNING_IN_COOKIE, takeAway } from '../../front/sign-in/Sessions';
import type { Sessions } from '../../front/sign-in/Sessions';
import type { SignInConfig } from '../../front/sign-in/SignInConfig';
import { siteTextsOf } from '../language/siteTexts';
import type { SignInOutcome } from '../language/siteTexts';
import { chooseTexts } from '../language/textsOf';
import { renderDocument } from '../page/Document';
import { frameOf } from '../page/Frame';
import { css, sendHtml } from '../page/registerPage';
import { returnTo, signInAddress } from './returnTo';

export interface SignInOptions {
  readonly signIn: SignInConfig;
  readonly session: SessionConfig;
  readonly sessions: Sessions;
  readonly logger: Logger;
}

const RETURN_PATH = '/sign-in/return';
/** Of what a form says: a path. */
const MAX_FORM_BYTES = 8_192;

const STATUS_CODES: Record<SignInOutcome, number> = {
  cancelled: 200,
  stale: 400,
  refused: 403,
  unavailable: 503,
  signedOut: 200,
};

/**
 * Signing in and out on the pages:
 *
 * - `GET /sign-in?return_to=` leads to the OpenID provider,
 * - `GET /sign-in/return` takes who comes back from there, begins a session, and leads to the page from which they went,
 * - `POST /sign-out` ends the session at this hub, and `GET /signed-out` says how to end the provider's.
 *
 * The pages have to be registered before.
 */
export function registerSignIn(fastify: FastifyInstance, options: SignInOptions): void {
  const { signIn, session, sessions, logger } = options;
  const client = new OpenIdClient(signIn.issuer, session);
  const readMember = createMemberReader(signIn);
  const originFor = (request: FastifyRequest): string => session.publicUrl ?? originOf(request);
  const redirectUri = (request: FastifyRequest): string => `${originFor(request)}${RETURN_PATH}`;

  void fastify.register((scope, _options, done) => {
    answerBySession(scope, 'page');
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      (_request, body, parsed) => {
        parsed(null, Object.fromEntries(new URLSearchParams(body.toString())));
      },
    );

    scope.get('/sign-in', async (request, reply) => {
      const page = returnTo((request.query as { readonly return_to?: unknown }).return_to);
      if (sessionOf(request)?.state === 'open') return reply.redirect(page, 303);
      try {
        const { address, signingIn } = await client.depart(redirectUri(request), chooseTexts(request).texts.language);
        void reply.header('set-cookie', sessions.goSignIn({ ...signingIn, returnTo: page }));
        return await reply.header('referrer-policy', 'no-referrer').redirect(address, 303);
      } catch (error) {
        return answerFailure(request, reply, error, page);
      }
    });

    scope.get(RETURN_PATH, async (request, reply) => {
      const signingIn = sessions.readSigningIn(request.headers.cookie);
      void reply.header('set-cookie', takeAway(SIGNING_IN_COOKIE)).header('referrer-policy', 'no-referrer');
      const { state } = request.query as { readonly state?: unknown };
      // Whoever was sent here by somebody else would be signed in as that one.
      if (signingIn === undefined || signingIn.state !== state) return sendOutcome(request, reply, 'stale', '/');
      try {
        const address = new URL(request.url.replace(/^[^?]*/, ''), redirectUri(request));
        const cookie = sessions.begin(readMember(await client.arrive(address, signingIn)));
        if (cookie === undefined) throw new InvalidTokenError('The claims of the token are too long for a session.');
        endSession(request);
        return await reply.header('set-cookie', cookie).redirect(signingIn.returnTo, 303);
      } catch (error) {
        return answerFailure(request, reply, error, signingIn.returnTo);
      }
    });

    scope.post('/sign-out', (request, reply) => {
      if (!isOwnForm(request)) return sendOutcome(request, reply, 'stale', '/');
      endSession(request);
      const page = returnTo((request.body as { readonly return_to?: unknown } | undefined)?.return_to);
      return reply
        .header('set-cookie', takeAway(SESSION_COOKIE))
        .redirect(`/signed-out?${new URLSearchParams({ return_to: page }).toString()}`, 303);
    });

    scope.get('/signed-out', async (request, reply) => {
      const page = returnTo((request.query as { readonly return_to?: unknown }).return_to);
      const address = await client.signOutAddress(`${originFor(request)}/`).catch(() => undefined);
      return sendOutcome(request, reply, 'signedOut', page, address);
    });
    done();
  });

  function endSession(request: FastifyRequest): void {
    const read = sessionOf(request);
    if (read?.state === 'open') sessions.end(read.session);
  }

  /** Whether a page of this hub sent a form. A browser that does not say so names the origin. */
  function isOwnForm(request: FastifyRequest): boolean {
    const { origin, 'sec-fetch-site': site } = request.headers;
    return site === undefined ? origin === originFor(request) : site === 'same-origin';
  }

  function answerFailure(request: FastifyRequest, reply: FastifyReply, error: unknown, page: string): FastifyReply {
    if (error instanceof SignInCancelledError) return sendOutcome(request, reply, 'cancelled', page);
    if (error instanceof InvalidTokenError) {
      const { cause } = error;
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      logger.warn({ requestId: request.id, reason: error.message, code }, 'a sign-in was refused');
      return sendOutcome(request, reply, 'refused', page);
    }
    if (!(error instanceof ProviderUnavailableError)) throw error;
    logger.error({ requestId: request.id, err: error }, 'nobody can sign in');
    return sendOutcome(request, reply, 'unavailable', page);
  }
}

/** What came of signing in or out, where that is not the page to which it led back. */
function sendOutcome(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: SignInOutcome,
  page: string,
  signOutAddress?: string,
): FastifyReply {
  const { texts, chosenLang } = chooseTexts(request);
  const words = siteTextsOf(texts.language);
  const { title, hint } = words.signInOutcomes[outcome];
  const html = renderDocument({
    ...{ title: `${title} – Hanse`, texts, chosenLang, stylesheet: css.href, frame: frameOf(request) },
    addressIn: (lang) => `/signed-out?${new URLSearchParams({ return_to: page, lang }).toString()}`,
    children: (
      <div id="results" tabIndex={-1}>
        <section
          class={outcome === 'signedOut' ? 'coverage' : 'problem'}
          role={outcome === 'signedOut' ? undefined : 'alert'}
        >
          <h1>{title}</h1>
          <p>{hint}</p>
          {signOutAddress !== undefined && (
            <p>
              <a href={signOutAddress}>{words.signOutAtProvider}</a>
            </p>
          )}
          {outcome !== 'signedOut' && (
            <p>
              <a href={signInAddress(page)}>{words.tryAgain}</a>
            </p>
          )}
          <p>
            <a href={page}>{words.goOnWithout}</a>
          </p>
        </section>
      </div>
    ),
  });
  void reply.header('x-robots-tag', 'noindex');
  return sendHtml(reply, { code: STATUS_CODES[outcome], language: texts.language, html });
}
