import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AskedOperation, kindOf } from '../answer/AskedOperation';
import type { OperationKind } from '../answer/AskedOperation';
import type { CityContext } from '../answer/context';

/** How a request ended: `errors` is an answer with errors in it, `refused` HTTP 4xx, `failed` 5xx. */
export type Outcome = 'answered' | 'errors' | 'refused' | 'failed' | 'aborted';

/** What is known of a request that has ended. None of it is about a person. */
export interface EndedRequest {
  readonly kind: OperationKind;
  readonly outcome: Outcome;
  readonly seconds: number;
  /** Of the answer's body. */
  readonly bytes: number;
}

export interface RequestObserver {
  /** Where the notes on a request are taken. */
  readonly askedBy: (request: FastifyRequest) => AskedOperation;
  /** In which request an error came up, which Apollo Server does not tell to `formatError`. */
  readonly requestIdOf: (error: unknown) => string | undefined;
  /** Takes the notes. */
  readonly plugin: ApolloServerPlugin<CityContext>;
}

/** A name is told as far as it is one; it is the client's. */
const LONGEST_NAME = 100;

/**
 * Writes one line for each request to `/graphql`: operation, status, duration, size and trace id; never the question's
 * text or variables, the viewer, or an id.
 *
 * @param app must not answer in a hook that was added before: such answers are not seen
 * @param onEnd is told of each request
 */
export function observeRequests(
  app: FastifyInstance,
  logger: Logger,
  onEnd: (request: EndedRequest) => void,
): RequestObserver {
  const asked = new WeakMap<FastifyRequest, AskedOperation>();
  const bytesOf = new WeakMap<FastifyRequest, number>();
  const askedBy = (request: FastifyRequest): AskedOperation => {
    const known = asked.get(request) ?? new AskedOperation();
    asked.set(request, known);
    return known;
  };

  const end = (request: FastifyRequest, status: number | null, ms: number): void => {
    const { name, kind, hasErrors } = askedBy(request);
    const bytes = bytesOf.get(request) ?? 0;
    const outcome = status === null ? 'aborted' : outcomeOf(status, hasErrors);
    logger.info(
      { operation: name, kind, outcome, status, ms: Math.round(ms * 10) / 10, bytes, requestId: request.id },
      'request',
    );
    onEnd({ kind, outcome, seconds: ms / 1000, bytes });
  };

  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url === '/graphql') {
      const start = performance.now();
      // Not `onResponse`, which is silent about clients that left before their answer.
      reply.raw.once('close', () => {
        end(request, reply.raw.writableFinished ? reply.statusCode : null, performance.now() - start);
      });
    }
    done();
  });
  app.addHook('onSend', (request, _reply, payload, done) => {
    if (typeof payload === 'string') bytesOf.set(request, Buffer.byteLength(payload));
    done();
  });

  const requestIds = new WeakMap<object, string>();
  return {
    askedBy,
    requestIdOf: (error) => (typeof error === 'object' && error !== null ? requestIds.get(error) : undefined),
    plugin: { requestDidStart: (request) => Promise.resolve(takeNotes(request, requestIds)) },
  };
}

function takeNotes(
  { contextValue: { asked, requestId } }: GraphQLRequestContext<CityContext>,
  requestIds: WeakMap<object, string>,
): GraphQLRequestListener<CityContext> {
  if (asked === undefined) return {};
  return {
    didEncounterErrors: ({ errors }) => {
      for (const error of errors) requestIds.set(error, requestId);
      return Promise.resolve();
    },
    didResolveOperation: ({ operation, operationName }) => {
      asked.name = operationName?.slice(0, LONGEST_NAME) ?? null;
      asked.kind = operation === undefined ? 'none' : kindOf(operation);
      return Promise.resolve();
    },
    willSendResponse: ({ response: { body } }) => {
      asked.hasErrors = body.kind === 'single' && body.singleResult.errors !== undefined;
      return Promise.resolve();
    },
  };
}

function outcomeOf(status: number, hasErrors: boolean): Outcome {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return hasErrors ? 'errors' : 'answered';
}
