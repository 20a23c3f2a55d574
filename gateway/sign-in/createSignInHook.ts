import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { SignIn } from './createSignIn';
import type { HubViewer } from './HubViewer';
import { ANONYMOUS } from './HubViewer';
import { InvalidTokenError } from './InvalidTokenError';
import { ProviderUnavailableError } from './ProviderUnavailableError';

const viewers = new WeakMap<FastifyRequest, HubViewer>();

/** Who asks, as the hook found out. */
export function viewerOf(request: FastifyRequest): HubViewer {
  return viewers.get(request) ?? ANONYMOUS;
}

/**
 * Makes the hook `onRequest` of a route, which finds out who asks before the body is read, and refuses tokens that give
 * no access, with HTTP 401 and the challenge of RFC 6750, or HTTP 503 when that cannot be told.
 */
export function createSignInHook(signIn: SignIn, logger: Logger) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    try {
      viewers.set(request, await signIn(request.headers.authorization));
    } catch (error) {
      if (error instanceof InvalidTokenError) {
        await refuse(reply.header('www-authenticate', 'Bearer error="invalid_token"'), 401, error.message);
        return;
      }
      if (!(error instanceof ProviderUnavailableError)) throw error;
      logger.error({ err: error }, 'who asks cannot be told');
      await refuse(reply.header('retry-after', '5'), 503, error.message);
    }
  };
}

async function refuse(reply: FastifyReply, status: 401 | 503, message: string): Promise<void> {
  const code = status === 401 ? 'UNAUTHENTICATED' : 'SIGN_IN_UNAVAILABLE';
  await reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
