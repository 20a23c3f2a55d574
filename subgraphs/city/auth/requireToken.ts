import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { ANONYMOUS, BODY_HASH } from '../../contract/tokens';
import type { Viewer } from '../../contract/tokens';
import { BoundCalls, TooManyCallsError } from './BoundCalls';
import { InvalidTokenError } from './createTokenVerifier';
import type { Binding, VerifyToken } from './createTokenVerifier';
import { KeysUnavailableError } from './HubKeys';

const UNBOUND =
  'This city takes calls alone whose token is bound to their body. Its entry in the network file of the hub must say "bind: body".';

const DECORATOR = 'viewer';

export interface TokenCheck {
  readonly verify: VerifyToken;
  /** Whether tokens that are bound to no call are refused. */
  readonly requiresBinding: boolean;
}

/** A call whose body is to be the one that its token is bound to, and the hash of what came of it so far. */
interface BoundCall {
  readonly binding: Binding;
  readonly hash: Hash;
}

/**
 * Lets nothing but health and metrics be answered without a valid token of the hub (`Authorization: Bearer`, RFC 6750),
 * before a byte of the body is read: 401, and 503 while the hub's keys cannot be had. A token that is bound to a body is
 * taken with that body alone, and once.
 *
 * @param check null answers everybody as an anonymous viewer
 */
export function requireToken(app: FastifyInstance, check: TokenCheck | null, logger: Logger): void {
  app.decorateRequest(DECORATOR, null);
  const boundCalls = new BoundCalls();
  const bound = new WeakMap<FastifyRequest, BoundCall>();

  app.addHook('onRequest', async (request, reply) => {
    if (needsNoToken(request)) return;
    if (check === null) {
      request.setDecorator(DECORATOR, ANONYMOUS);
      return;
    }
    try {
      const { viewer, binding } = await check.verify(readToken(request));
      if (binding !== null) bound.set(request, { binding, hash: createHash(BODY_HASH) });
      else if (check.requiresBinding) throw new InvalidTokenError(UNBOUND);
      request.setDecorator(DECORATOR, viewer);
    } catch (error) {
      await refuse(error, request, reply, logger);
    }
  });

  // As Fastify does it, and the bytes are seen as they came. Of a body of another type none are, and no token is bound to it.
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    bound.get(request)?.hash.update(body);
    void parseJson(request, body.toString(), done);
  });

  app.addHook('preValidation', async (request, reply) => {
    const call = bound.get(request);
    if (call === undefined) return;
    try {
      boundCalls.take(call.binding, call.hash.digest('base64url'));
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
function needsNoToken({ routeOptions: { url = '' } }: FastifyRequest): boolean {
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
  if (error instanceof TooManyCallsError) {
    logger.warn({ requestId: request.id }, 'a call was refused: too many bound calls came within a minute');
    await reply.code(503).header('retry-after', '1').send(errorBody(error.message, 'SERVICE_UNAVAILABLE'));
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
