import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { InvalidTokenError } from './InvalidTokenError';
import { KeysUnavailableError } from './KeysUnavailableError';
import type { VerifyToken } from './createTokenVerifier';
import type { Viewer } from './Viewer';
import { ANONYMOUS } from './Viewer';

const DECORATOR = 'viewer';

/**
 * Lets nothing but health and metrics be answered without a valid token of the hub (`Authorization: Bearer`, RFC 6750),
 * before a byte of the body is read: 401, and 503 while the hub's keys cannot be had.
 *
 * @param verify checks the token; null answers everybody as an anonymous viewer
 */
export function requireToken(app: FastifyInstance, verify: VerifyToken | null, logger: Logger): void {
  app.decorateRequest(DECORATOR, null);
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request)) return;
    if (verify === null) {
      request.setDecorator(DECORATOR, ANONYMOUS);
      return;
    }
    try {
      request.setDecorator(DECORATOR, await verify(readToken(request)));
    } catch (error) {
      await refuse(error, request, reply, logger);
    }
  });
}

/** For whom the hub asks, after `requireToken` let the request pass. */
export function viewerOf(request: FastifyRequest): Viewer {
  const viewer = request.getDecorator<Viewer | null>(DECORATOR);
  if (viewer === null) throw new Error('The request was not checked.');
  return viewer;
}

/** By the route that was found and not by the path, which can be written in many ways. */
function isOpen({ routeOptions: { url = '' } }: FastifyRequest): boolean {
  return url.startsWith('/health/') || url === '/metrics';
}

function readToken({ headers: { authorization = '' } }: FastifyRequest): string {
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new InvalidTokenError('A call needs a token of the hub.');
  return token;
}

async function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): Promise<void> {
  if (error instanceof InvalidTokenError) {
    logger.warn({ requestId: request.id, reason: error.message }, 'a call without a valid token was refused');
    await reply
      .code(401)
      .header('www-authenticate', 'Bearer error="invalid_token"')
      .send(errorBody(error.message, 'UNAUTHENTICATED'));
    return;
  }
  if (error instanceof KeysUnavailableError) {
    // Why, is in the log once (HubKeys), and not with each call.
    logger.debug({ requestId: request.id, err: error }, error.message);
    await reply
      .code(503)
      .header('retry-after', '5')
      .send(errorBody('The city cannot check tokens at the moment.', 'SERVICE_UNAVAILABLE'));
    return;
  }
  throw error;
}

function errorBody(message: string, code: string): unknown {
  return { errors: [{ message, extensions: { code } }] };
}
